import type { ClassFile } from '../comparison/compared-file.ts';
import { REWORDED_ESSAYS } from '../corpus/format.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../corpus/open-sentences.ts';
import type { Language } from '../locale/words.ts';
import { findMatches } from '../match/find-matches.ts';
import type { Match } from '../match/match.ts';
import { addReworded } from '../match/reworded/find-reworded.ts';
import { ANSWER_COLUMNS, answerOf, answerRow, summaryOf } from './answer.ts';
import { classInputs } from './class-inputs.ts';
import { compareFolders } from './compare.ts';
import { explain } from './explain.ts';
import { explainReworded } from './explain-reworded.ts';
import { openIndexes } from './open-indexes.ts';
import { openWords } from './open-words.ts';
import { type CheckOptions, optionsOf, USAGE } from './options.ts';
import { printable } from './printable.ts';
import { type Input, readInputs } from './read-inputs.ts';
import type { Surroundings } from './surroundings.ts';

/** The indexes that texts are checked against, and their sentences in the same order. */
interface Searched {
  readonly indexes: readonly Index[];
  readonly sentences: readonly SentenceIndex[];
}

function matchesIn(text: string, { indexes, sentences }: Searched): Match[] {
  return addReworded(text, sentences, findMatches(text, indexes));
}

/** One file's answer, in lines or as a row of a table. */
function check(input: Input, searched: Searched, { format, explain: isExplained }: CheckOptions): string {
  const { id, text } = input;
  const { indexes, sentences } = searched;
  if (isExplained) return [explain(id, text, indexes), explainReworded(text, sentences)].join('\n');
  const matches = matchesIn(text, searched);
  if (format === 'csv') return answerRow(id, text, matches, indexes);
  const answer = answerOf(id, text, matches, indexes);
  if (format === 'text') return summaryOf(answer, indexes);
  return JSON.stringify(input.extracted ? { ...answer, text } : answer);
}

/** Reports the indexes in which reworded passages are not searched. */
function tellWhatIsOff({ indexes, sentences }: Searched, err: (line: string) => void): void {
  sentences.forEach(({ kind }, i) => {
    const { name, essayCount } = indexes[i]!;
    if (kind === 'off')
      err(
        `deja-lu: ${name} has ${essayCount} essays, more than ${REWORDED_ESSAYS}: no reworded passages are looked for in it`,
      );
  });
}

async function checkFiles(
  options: CheckOptions,
  indexes: readonly Index[],
  { cwd, out, err }: Surroundings,
): Promise<number> {
  const searched = { indexes, sentences: indexes.map(openSentenceIndex) };
  tellWhatIsOff(searched, err);
  if (options.format === 'csv' && !options.explain) out(ANSWER_COLUMNS);
  let code = 0;
  for (const file of options.files) {
    for await (const input of readInputs(file, cwd, options.encoding)) {
      if ('failure' in input) {
        err(`deja-lu: ${printable(input.failure)}`);
        code = 2;
      } else if ('note' in input) err(`deja-lu: ${printable(input.note)}`);
      else out(check(input, searched, options));
    }
  }
  return code;
}

/** Files under numbers: their names are the titles of the essays that answers name. */
function numbered(files: readonly ClassFile[], language: Language): ClassFile[] {
  const words = openWords(language);
  return files.map(({ text }, i) => ({ name: words.say('dossierKnownFile', words.number(i + 1)), text }));
}

/** Checks or compares what the options name. */
async function answer(options: CheckOptions, surroundings: Surroundings): Promise<number> {
  const { files, tasks, against, encoding, indexes } = options;
  // A file that is to be checked is not known from elsewhere.
  const known = await classInputs(against, [...files, ...tasks], encoding, surroundings);
  const opened = openIndexes(indexes, options.pseudonyms ? numbered(known.files, options.language) : known.files);
  const code = options.compare
    ? await compareFolders(options, opened, surroundings)
    : await checkFiles(options, opened, surroundings);
  return known.complete ? code : 2;
}

/**
 * The `check` command. Answers are passed to `out`, one in each call; what cannot be checked is reported to `err`. Resolves with
 * the exit code: 0, or 2 if a file, an index or the call is faulty.
 */
export async function runCheck(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, out, err } = surroundings;
  try {
    const options = optionsOf(args, cwd);
    if (options.help) {
      out(USAGE);
      return 0;
    }
    if (options.files.length === 0) throw new Error(`no file given\n${USAGE}`);
    return await answer(options, surroundings);
  } catch (error) {
    err(`deja-lu: ${(error as Error).message}`);
    return 2;
  }
}
