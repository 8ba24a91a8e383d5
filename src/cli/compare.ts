import { type Comparison, compareFiles, type Progress } from '../comparison/compare-files.ts';
import type { ClassFile } from '../comparison/compared-file.ts';
import { defaultMany, type PassageOfMany } from '../comparison/passages-of-many.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { signLines } from '../report/sign-words.ts';
import { type ClassInputs, classInputs } from './class-inputs.ts';
import { comparisonAnswer } from './comparison-answer.ts';
import { comparisonDossier, signedFile } from './comparison-dossier.ts';
import { shippedWording } from './open-indexes.ts';
import { openWords } from './open-words.ts';
import type { CheckOptions } from './options.ts';
import { printable } from './printable.ts';
import type { Surroundings } from './surroundings.ts';

/** Time between two lines on how far a comparison is, in ms. */
const PROGRESS_PAUSE = 2000;

/** Drives a comparison to its end, and tells now and then how far it is. */
function finish(steps: Generator<Progress, Comparison>, err: (line: string) => void): Comparison {
  let told = Date.now();
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    if (Date.now() - told < PROGRESS_PAUSE) continue;
    told = Date.now();
    err(`deja-lu: ${Math.floor((100 * next.value.done) / next.value.of)} % compared`);
  }
}

function manyNote({ file, start, end, letters, files }: PassageOfMany): string {
  return `deja-lu: ${files} files share a passage of ${letters} letters (${printable(file)}, ${start}–${end}): if everyone was given it, put it into a file and give --task`;
}

async function givenFiles(options: CheckOptions, surroundings: Surroundings): Promise<readonly ClassFile[]> {
  const { files, complete } = await classInputs(options.tasks, [], options.encoding, surroundings);
  if (!complete) throw new Error('nothing is compared, as --task cannot be read: what it explains would count');
  return files;
}

interface Call {
  readonly inputs: ClassInputs;
  readonly known: readonly Index[];
  readonly given: readonly ClassFile[];
  readonly options: CheckOptions;
}

function answerOf(comparison: Comparison, { inputs, known, given, options }: Call): string {
  const { format, language, pseudonyms } = options;
  if (format === 'html')
    return comparisonDossier(
      { comparison, inputs, known, tasks: given.map(({ name }) => name) },
      openWords(language),
      pseudonyms,
    );
  const answer = comparisonAnswer(comparison, format);
  if (format !== 'text') return answer;
  const signs = signLines(inputs.files.map(signedFile), openWords('en'));
  return [answer, ...signs.map((line) => `  worth a look: ${printable(line)}`)].join('\n');
}

/**
 * Compares the files with one another and with the indexes; the answer goes to `out` in one call. Returns the exit code: 0, or 2 when a
 * file could not be read (the others are compared).
 */
export async function compareFolders(
  options: CheckOptions,
  known: readonly Index[],
  surroundings: Surroundings,
): Promise<number> {
  const { out, err } = surroundings;
  const given = await givenFiles(options, surroundings);
  const inputs = await classInputs(options.files, options.tasks, options.encoding, surroundings);
  const { files } = inputs;
  const many = options.many ?? defaultMany(files.length);
  const comparison = finish(
    compareFiles(files, { known, given: given.map(({ text }) => text), wording: shippedWording(), many }),
    err,
  );
  for (const passage of comparison.many) err(manyNote(passage));
  out(answerOf(comparison, { inputs, known, given, options }));
  return inputs.complete ? 0 : 2;
}
