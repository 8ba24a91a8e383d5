import type { ChangesEvidence, FilePair, PassageEvidence } from '../comparison/pair-evidence.ts';
import type { WordKey, Words } from '../locale/words.ts';
import { hanCount } from '../text/han.ts';
import { classRows } from './class-rows.ts';
import { comparedWords } from './compared.ts';
import type { CompareStep } from './comparison.ts';
import type { ComparedFiles } from './comparison-news.ts';
import type { SignedFile } from './file-signs.ts';
import { asText, type Column, htmlDocument, table } from './html-parts.ts';
import { diffSteps } from './original-diff.ts';
import { changesWords, directionWords, pairNames } from './pair-words.ts';
import { type Rename, renamed } from './pseudonyms.ts';
import { signLines } from './sign-words.ts';

/** A note on a file, in words of the reader's language. */
export interface FileNote {
  readonly file: string;
  readonly note: string;
}

/** What a dossier is made of. */
export interface DossierInput extends ComparedFiles {
  /** The files, as their signs are looked for. */
  readonly signed: readonly SignedFile[];
  /** What of the files was not read, and files that were not read at all. */
  readonly notRead: readonly FileNote[];
  /** What everyone was given: files by their names, and texts that are no files. */
  readonly given: { readonly files: readonly string[]; readonly texts: readonly string[] };
  /** The text of a file. */
  readonly textOf: (file: string) => string;
  readonly words: Words;
  readonly when: Date;
  /** Whether files are called by numbers instead of their names. */
  readonly pseudonyms: boolean;
}

/** UTF-16 units of a given text that the dossier quotes, so that it can be told which it is. */
const GIVEN_START = 40;

function paragraph(text: string, quiet = false): string {
  return `<p${quiet ? ' class="quiet"' : ''}>${asText(text)}</p>`;
}

function heading(text: string): string {
  return `<h2>${asText(text)}</h2>`;
}

function filesHtml({ comparison, words }: DossierInput): string {
  const rows = classRows(comparison);
  const columns: readonly Column[] = [
    ['classFile', rows.map(({ file }) => asText(file))],
    ['column_letters', rows.map(({ letters }) => words.number(letters))],
    ['classShare', rows.map(({ share }) => words.percent(share))],
    ['classSource', rows.map(({ source }) => asText(source))],
    ['classMate', rows.map(({ mate }) => asText(mate))],
    ['classShared', rows.map(({ shared }) => (shared > 0 ? words.number(shared) : ''))],
  ];
  return table(
    columns,
    words,
    rows.map(() => ''),
  );
}

function sideHtml(steps: readonly CompareStep[], of: 'page' | 'source'): string {
  return steps
    .map((step) => {
      const text = asText(String(step[of]));
      return step.kind === 'same' || text === '' ? text : `<mark>${text}</mark>`;
    })
    .join('');
}

/** A passage as both files have it, side by side. */
function passageHtml(
  pair: FilePair,
  shared: PassageEvidence | ChangesEvidence,
  texts: readonly [a: string, b: string],
): string {
  const [a, b] = texts;
  const steps = diffSteps(a.slice(shared.a.start, shared.a.end), b.slice(shared.b.start, shared.b.end));
  const head = [pair.a, pair.b].map((name) => `<th scope="col">${asText(name)}</th>`).join('');
  const cells = (['page', 'source'] as const).map((of) => `<td>${sideHtml(steps, of)}</td>`).join('');
  return `<table class="sides"><thead><tr>${head}</tr></thead><tbody><tr>${cells}</tr></tbody></table>`;
}

/** @param named the pair under the names that it is shown by */
function pairHtml(pair: FilePair, named: FilePair, { textOf, words }: DossierInput): string {
  const texts = [textOf(pair.a), textOf(pair.b)] as const;
  const passages = named.evidence.flatMap((one) => {
    if (one.kind === 'direction') return [];
    const said =
      one.kind === 'passage'
        ? words.say('pairUnexplained', words.count('letters', one.letters))
        : changesWords(named, one, words);
    return [paragraph(said, true), passageHtml(named, one, texts)];
  });
  return [
    `<h3>${asText(pairNames(named, words))}</h3>`,
    paragraph(words.say('pairShared', words.count('letters', pair.letters))),
    paragraph(directionWords(named, words)),
    ...passages,
  ].join('\n');
}

function groupsHtml(groups: readonly (readonly string[])[], words: Words): string {
  const items = groups.map((members) => `<li>${asText(words.list(members))}</li>`);
  return groups.length === 0 ? '' : `${heading(words.say('classGroups'))}\n<ol>${items.join('\n')}</ol>`;
}

function listHtml(head: WordKey, hint: string, lines: readonly string[], words: Words): string {
  const items = lines.map((line) => `<li>${asText(line)}</li>`).join('\n');
  return lines.length === 0 ? '' : `${heading(words.say(head))}\n${hint}<ul>${items}</ul>`;
}

/** What everyone was given, and so is no evidence: files by their names, other texts with their beginning. */
function givenHtml({ given, pseudonyms, words }: DossierInput): string {
  // A file's name may tell whose it is, as a pupil's hand-in can be named as the task sheet.
  const files = given.files.map((file, i) => (pseudonyms ? words.say('dossierGiven', words.number(i + 1)) : file));
  const texts = given.texts.map((text) => {
    const start = text.trim().slice(0, GIVEN_START);
    return words.say('dossierGivenText', start, words.count('letters', hanCount(text)));
  });
  return listHtml('givenHeading', paragraph(words.say('givenHint'), true), [...files, ...texts], words);
}

/** The number of each file: first those that were compared, then those that only notes tell of. */
function numberedNames({ comparison, notRead, words }: DossierInput): ReadonlyMap<string, string> {
  const names = new Set([...comparison.files, ...notRead].map(({ file }) => file));
  return new Map([...names].map((name, i) => [name, words.say('dossierFile', words.number(i + 1))]));
}

/** The signs of the files that were compared, and what was not read, under the names that files are shown by. */
function notesHtml({ comparison, signed, notRead, words, pseudonyms }: DossierInput, rename: Rename): string {
  const compared = new Set(comparison.files.map(({ file }) => file));
  const shown = signed.filter(({ name }) => compared.has(name)).map((file) => ({ ...file, name: rename(file.name) }));
  const notes = notRead.map(({ file, note }) => words.say('labelled', rename(file), note));
  return [
    listHtml('signsHeading', paragraph(words.say('signsHint'), true), signLines(shown, words, !pseudonyms), words),
    listHtml('dossierNotRead', '', notes, words),
  ].join('\n');
}

/**
 * A comparison of files as one self-contained HTML document for those who have to judge it: figures, pairs with their passages side by
 * side, groups, signs worth a look, what was not read, what was compared with and when. All text is escaped. With pseudonyms no name of a
 * file and no author is left; what stands in their texts stays.
 */
export function dossierHtml(input: DossierInput): string {
  const { comparison, compared, words, when } = input;
  const numbers = numberedNames(input);
  const rename: Rename = input.pseudonyms ? (file) => numbers.get(file) ?? '' : (file) => file;
  const named = renamed(comparison, rename);
  const title = words.say('dossierTitle');
  const count = words.say(
    'classFound',
    words.count('files', named.files.length),
    words.count('pairs', named.pairs.length),
  );
  const body = [
    `<header>${paragraph(words.say('name'), true)}<h1>${asText(title)}</h1>`,
    paragraph(words.labelled('reportDate', words.date(when)), true),
    paragraph(`${comparedWords(compared, words)} · ${compared.version}`, true),
    '</header><main>',
    paragraph(count),
    paragraph(words.say('classPairsHint'), true),
    heading(words.say('classTable')),
    filesHtml({ ...input, comparison: named }),
    heading(words.say('classPairs')),
    ...comparison.pairs.map((pair, i) => pairHtml(pair, named.pairs[i]!, input)),
    groupsHtml(named.groups, words),
    givenHtml(input),
    notesHtml(input, rename),
    '</main>',
  ];
  return htmlDocument(title, body.join('\n'), words);
}
