// Question: what becomes of speed, silence, recall and size as the index grows from 54 essays to 20,000, and with --large to 100,000?
// Aims: literal tier at most 3 times the time of the shipped index at R20k, 4 times at M100k; both tiers at most 5 times at R20k; at
// most 3 unrelated pages marked; planted passages .98 (.96 where 15 % of the words are edited), source .98, granularity 1.02;
// at M100k at most 2.5 bytes a letter, 0.7 of them in memory, first answer within 2 s.
// usage: npm run bench scale [-- --large]     corpora and indexes are kept in the system's folder for temporary files
import { existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { answerOf } from '../../src/cli/answer.ts';
import { loadEssay } from '../../src/corpus/essay-row.ts';
import { blockRange, type Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../../src/corpus/open-sentences.ts';
import { openIndex, readIndex } from '../../src/corpus/read-index.ts';
import { findMatches, matchesWith } from '../../src/match/find-matches.ts';
import { essaysToLoad } from '../../src/match/literal-check.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import { table } from '../quality/table.ts';
import { aim, best, type Page, pagesOf, pathOf, shippedIndex, timed } from './engine-parts.ts';
import { indexFile, plantedPages, plantedScores, SCALE_CORPORA, type ScaleCorpus } from './scale-corpora.ts';

const ROUNDS = 5;
const MOST_FALSE = 3;

/** Unrelated pages: the labelled clean ones but for epidemic news, which the news items may truly hold, and essays of a class. */
function unrelatedPages(): Page[] {
  const clean = pagesOf('../shared/eval/clean.jsonl', /^clean-(?!official-covid)/) ?? [];
  const folder = pathOf('../shared/class/essays');
  const essays = existsSync(folder) ? readdirSync(folder) : [];
  return [...clean, ...essays.map((id) => ({ id, kind: 'class', text: readFileSync(`${folder}/${id}`, 'utf8') }))];
}

/** An index that stays in its file: only what is asked for is read. */
function source(file: string): {
  byteLength: number;
  read(start: number, end: number): Promise<Uint8Array>;
  at: number;
} {
  const at = openSync(file, 'r');
  const read = async (start: number, end: number) => {
    const bytes = new Uint8Array(end - start);
    readSync(at, bytes, 0, bytes.length, start);
    return bytes;
  };
  return { byteLength: statSync(file).size, read, at };
}

/** Milliseconds from nothing to the answer on a page, and the bytes that the opened index keeps in memory. */
async function firstAnswer(file: string, text: string): Promise<{ ms: number; resident: number }> {
  const start = performance.now();
  const from = source(file);
  const index = await openIndex(from, 'measured');
  const loaded = [];
  for (const essay of essaysToLoad(text, [index])[0]!.essays) {
    const range = blockRange(index, essay);
    const block = await from.read(range.start, range.end);
    loaded.push(loadEssay(index, essay, () => block));
  }
  matchesWith(text, loaded, [index]);
  const ms = performance.now() - start;
  return { ms, resident: residentBytes(index) };
}

/** Bytes of the columns of an index, the filter among them. */
function residentBytes(index: Index): number {
  const names = Object.keys(index).filter((name) => name !== 'essays') as (keyof Index)[];
  return names.reduce((sum, name) => {
    const column: unknown = index[name];
    return sum + (ArrayBuffer.isView(column) ? column.byteLength : 0);
  }, 0);
}

const pages = unrelatedPages();

function literalTime(index: Index): number {
  return best(Array.from({ length: ROUNDS }, () => timed(() => pages.map(({ text }) => findMatches(text, index)))));
}

const bothTiers = (text: string, index: Index, from: SentenceIndex) =>
  addReworded(text, from, findMatches(text, index));

interface Times {
  readonly literal: number;
  readonly both: number;
}

const row = (
  name: string,
  index: Index,
  { literal, both }: Times,
  marked: number,
  rest: readonly string[],
): string[] => [
  name,
  `${index.essayCount}`,
  `${index.letterCount}`,
  literal.toFixed(0),
  both.toFixed(0),
  `${marked}`,
  (index.byteLength / index.letterCount).toFixed(2),
  ...rest,
];

function openFile(file: string, name: string): Index {
  return readIndex(new Uint8Array(readFileSync(file)).buffer, name);
}

function checkPlanted(corpus: ScaleCorpus, index: Index): string {
  const answers = plantedPages(corpus).map(({ id, text }) => answerOf(id, text, findMatches(text, index), [index]));
  const scores = plantedScores(corpus, answers);
  for (const { kind, plagdet, granularity, source: right } of scores) {
    const least = kind === 'medium' ? 0.96 : 0.98;
    aim(`${corpus.name} ${kind}: plagdet, aim ${least}`, plagdet, plagdet >= least);
    aim(`${corpus.name} ${kind}: source, aim .98`, right, right >= 0.98);
    aim(`${corpus.name} ${kind}: granularity, aim 1.02`, granularity, granularity <= 1.02);
  }
  return scores.map(({ plagdet }) => plagdet.toFixed(3)).join(' ');
}

/** Pages that are marked, each printed with what it is said to share. */
function falsePages(name: string, index: Index, from: SentenceIndex): number {
  let marked = 0;
  for (const { id, text } of pages) {
    const matches = bothTiers(text, index, from);
    if (matches.length > 0) marked++;
    for (const { kind, letters, best: place } of matches)
      console.log(`  ${name}: ${id} is marked, ${kind}, ${letters} letters: ${place.essay}`);
  }
  return marked;
}

const shipped = shippedIndex();
const shippedSentences = openSentenceIndex(shipped);
const shippedTimes: Times = {
  literal: literalTime(shipped),
  both: timed(() => pages.map(({ text }) => bothTiers(text, shipped, shippedSentences))),
};

async function measure(corpus: ScaleCorpus): Promise<string[]> {
  const { file, seconds } = indexFile(corpus);
  const { ms, resident } = await firstAnswer(file, plantedPages(corpus)[0]!.text);
  const index = openFile(file, corpus.name);
  const from = openSentenceIndex(index);
  const times = {
    literal: literalTime(index),
    both: timed(() => pages.map(({ text }) => bothTiers(text, index, from))),
  };
  const marked = falsePages(corpus.name, index, from);
  const isLarge = corpus.made > 0;
  const [mostLiteral, mostBoth] = isLarge ? [4, 5] : [3, 5];
  const literal = times.literal / shippedTimes.literal;
  aim(
    `${corpus.name}: times the time of the shipped index, literal, aim ${mostLiteral}`,
    literal,
    literal <= mostLiteral,
  );
  const both = times.both / shippedTimes.both;
  aim(`${corpus.name}: times the time of the shipped index, both tiers, aim ${mostBoth}`, both, both <= mostBoth);
  aim(`${corpus.name}: unrelated pages marked, aim ${MOST_FALSE}`, marked, marked <= MOST_FALSE);
  aim(`${corpus.name}: seconds to the first answer, aim 2`, ms / 1000, ms <= 2000);
  if (isLarge) {
    aim('bytes a letter, aim 2.5', index.byteLength / index.letterCount, index.byteLength <= 2.5 * index.letterCount);
    aim('of them in memory, aim 0.7', resident / index.letterCount, resident <= 0.7 * index.letterCount);
  }
  const perLetter = (resident / index.letterCount).toFixed(2);
  const rest = [perLetter, ms.toFixed(0), seconds?.toFixed(0) ?? 'kept', checkPlanted(corpus, index)];
  return row(corpus.name, index, times, marked, rest);
}

const HEAD = [
  'index',
  'essays',
  'letters',
  'literal, ms',
  'both tiers, ms',
  'marked wrongly',
  'bytes a letter',
  'in memory',
  'first answer, ms',
  'build, s',
  'plagdet: verbatim farm light medium traditional',
];

if (pages.length === 0 || !existsSync(pathOf('../shared/scale')))
  console.log('skipped: it needs the texts of ../shared');
else {
  const rows = [
    row('shipped', shipped, shippedTimes, falsePages('shipped', shipped, shippedSentences), ['', '', '', '']),
  ];
  const corpora = SCALE_CORPORA.filter(({ made }) => made === 0 || process.argv.includes('--large'));
  for (const corpus of corpora) rows.push(await measure(corpus));
  console.log(`\n${pages.length} unrelated pages\n${table([HEAD, ...rows])}`);
}
