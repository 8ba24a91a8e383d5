import { openSync, readSync, statSync } from 'node:fs';
import { loadEssay } from '../../src/corpus/essay-row.ts';
import { blockRange, type Index } from '../../src/corpus/loaded-index.ts';
import type { SentenceIndex } from '../../src/corpus/open-sentences.ts';
import { openIndex } from '../../src/corpus/read-index.ts';
import { findMatches, matchesWith } from '../../src/match/find-matches.ts';
import { essaysToLoad } from '../../src/match/literal-check.ts';
import type { Match } from '../../src/match/match.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import { best, timed } from './engine-parts.ts';

/** An index that is in memory as a whole, with what the reworded tier needs of it. */
export interface Opened {
  readonly index: Index;
  readonly sentences: SentenceIndex;
}

/** What both tiers find in a text. */
export function bothTiers(text: string, { index, sentences }: Opened): Match[] {
  return addReworded(text, sentences, findMatches(text, index));
}

const LITERAL_ROUNDS = 15;
const BOTH_ROUNDS = 3;

/** Milliseconds that texts take with two indexes. */
export interface Pair {
  readonly measured: number;
  readonly beside: number;
}

/** Best of some rounds. The two take turns, so that a busy moment of the machine meets both. */
function inTurns(rounds: number, measured: () => unknown, beside: () => unknown): Pair {
  const times = Array.from({ length: rounds }, () => [timed(beside), timed(measured)] as const);
  return { beside: best(times.map(([first]) => first)), measured: best(times.map(([, second]) => second)) };
}

/** Times of the literal tier alone and of both tiers, each beside those of another index. */
export function timesOf(texts: readonly string[], of: Opened, beside: Opened): { literal: Pair; both: Pair } {
  const literally = ({ index }: Opened) => texts.map((text) => findMatches(text, index));
  const fully = (opened: Opened) => texts.map((text) => bothTiers(text, opened));
  return {
    literal: inTurns(
      LITERAL_ROUNDS,
      () => literally(of),
      () => literally(beside),
    ),
    both: inTurns(
      BOTH_ROUNDS,
      () => fully(of),
      () => fully(beside),
    ),
  };
}

/** Bytes of the columns of an index that are in memory once it is open, its filter among them; not its blocks. */
function residentBytes(index: Index): number {
  const names = Object.keys(index).filter((name) => name !== 'essays' && name !== 'blocks') as (keyof Index)[];
  return names.reduce((sum, name) => {
    const column: unknown = index[name];
    return sum + (ArrayBuffer.isView(column) ? column.byteLength : 0);
  }, 0);
}

/** An index that stays in its file: only what is asked for is read. */
function source(file: string): { byteLength: number; read(start: number, end: number): Promise<Uint8Array> } {
  const at = openSync(file, 'r');
  const read = async (start: number, end: number) => {
    const bytes = new Uint8Array(end - start);
    readSync(at, bytes, 0, bytes.length, start);
    return bytes;
  };
  return { byteLength: statSync(file).size, read };
}

/** Opens an index that stays in its file and checks a text: milliseconds to the answer, and the bytes that are then in memory. */
export async function firstAnswer(file: string, text: string): Promise<{ ms: number; resident: number }> {
  const start = performance.now();
  const from = source(file);
  const index = await openIndex(from, 'measured');
  const loaded = [];
  for (const essay of essaysToLoad(text, [index])[0]!.essays) {
    const range = blockRange(index, essay);
    const block = await from.read(range.start, range.end);
    loaded.push(loadEssay(index, essay, () => block));
  }
  const matches = matchesWith(text, loaded, [index]);
  const ms = performance.now() - start;
  if (matches.length === 0) throw new Error(`nothing is found in the first page with ${file}: it has planted passages`);
  return { ms, resident: residentBytes(index) };
}
