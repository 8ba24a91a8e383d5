import type { Comparison } from '../comparison/compare-files.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { inKey, type Words } from '../locale/words.ts';
import { comparedWithIndexes } from '../report/compared.ts';
import { dossierHtml, type FileNote } from '../report/dossier.ts';
import { type SignedFile, signsOf } from '../report/file-signs.ts';
import type { ClassInputs, ReadClassFile } from './class-inputs.ts';

/** A file with its signs. */
export function signedFile({ name, text, unread, author, traces }: ReadClassFile): SignedFile {
  return { name, text, author, traces, signs: signsOf(text, unread) };
}

function notRead({ files, failed }: ClassInputs, words: Words): FileNote[] {
  const parts = files.flatMap(({ name, unread }) =>
    unread.map(({ what, count }) => ({
      file: name,
      note: words.say(`fileUnread_${inKey(what)}`, words.number(count)),
    })),
  );
  const whole = failed.map(({ name, problem }) => ({ file: name, note: words.say(`fileProblem_${inKey(problem)}`) }));
  return [...parts, ...whole];
}

/** What is known of a comparison that was made. */
interface Compared {
  readonly comparison: Comparison;
  readonly inputs: ClassInputs;
  readonly known: readonly Index[];
  /** The names of the files that everyone was given. */
  readonly tasks: readonly string[];
}

/** The dossier on a comparison, in a language and as of now; without a final line break. */
export function comparisonDossier(
  { comparison, inputs, known, tasks }: Compared,
  words: Words,
  pseudonyms: boolean,
): string {
  const texts = new Map(inputs.files.map(({ name, text }) => [name, text]));
  return dossierHtml({
    comparison,
    compared: comparedWithIndexes(known),
    signed: inputs.files.map(signedFile),
    notRead: notRead(inputs, words),
    given: { files: tasks, texts: [] },
    textOf: (file) => texts.get(file)!,
    words,
    when: new Date(),
    pseudonyms,
  }).trimEnd();
}
