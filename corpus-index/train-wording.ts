import { normalise } from '../src/text/normalise.ts';
import { buildFuseMap } from '../src/wording/fuse-map.ts';
import { EMPTY_GRAM, growHigh, growLow } from '../src/wording/gram-hash.ts';
import { BACKOFF_STEPS, MAX_SURPRISAL, MOST_LETTERS } from '../src/wording/surprisals.ts';
import { BACKOFF_SHIFT, CELL_BITS, writeWording } from '../src/wording/wording-file.ts';
import { backoffs, chooseGrams } from './choose-grams.ts';
import { type Grams, longerGrams, singleLetters } from './gram-counts.ts';
import { probabilities } from './gram-probabilities.ts';

/** Number of grams in a model. With 1.13 cells for each gram and one and a half bytes for each cell, the file has 3 MB. */
const MOST_GRAMS = 1_770_000;

/** The letters of all texts in one row, with a 0 after each text. */
function rowOf(texts: readonly string[]): Uint16Array {
  const letters = texts.map((text) => normalise(text).codes);
  const row = new Uint16Array(letters.reduce((sum, codes) => sum + codes.length + 1, 0));
  let at = 0;
  for (const codes of letters) {
    row.set(codes, at);
    at += codes.length + 1;
  }
  return row;
}

/** Arrays of keys and values of the kept grams, filled one after another. */
class Entries {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly values: Uint8Array;
  private count = 0;

  constructor(size: number) {
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.values = new Uint8Array(size);
  }

  /** Adds a gram of the row. Its hash is computed from its last letter to its first, as in lookups. */
  add(row: Uint16Array, first: number, length: number, value: number): void {
    let [high, low] = EMPTY_GRAM;
    for (let i = first + length - 1; i >= first; i--) {
      high = growHigh(high, row[i]!);
      low = growLow(low, row[i]!);
    }
    this.high[this.count] = high;
    this.low[this.count] = low;
    this.values[this.count++] = value;
  }
}

function stepFor(cost: number): number {
  const distances = BACKOFF_STEPS.map((step) => Math.abs(step - cost));
  return distances.indexOf(Math.min(...distances));
}

function packedValue(probability: number, cost: number): number {
  const bits = Math.min(MAX_SURPRISAL, Math.round(-Math.log2(probability)));
  return bits | (stepFor(cost) << BACKOFF_SHIFT);
}

function gramsByLength(row: Uint16Array): Grams[] {
  const byLength = [singleLetters(row)];
  while (byLength.length < MOST_LETTERS) byLength.push(longerGrams(row, byLength.at(-1)!));
  return byLength;
}

/**
 * Trains a model of common wording on these texts and returns its file (src/wording/wording-file.ts). The same texts in the same
 * order give the same bytes. It needs about 100 bytes of memory for each letter.
 * @param mostGrams number of grams, which bounds the size of the file
 */
export function trainWording(texts: readonly string[], mostGrams = MOST_GRAMS): Uint8Array<ArrayBuffer> {
  const row = rowOf(texts);
  const byLength = gramsByLength(row);
  const known = probabilities(byLength);
  const kept = chooseGrams(byLength, known, mostGrams);
  const entries = new Entries(kept.reduce((sum, flags) => flags.reduce((count, flag) => count + flag, sum), 0));
  byLength.forEach((grams, i) => {
    const longer = byLength[i + 1];
    const costs = longer && backoffs(grams, longer, kept[i + 1]!, known[i + 1]!, known[i]!);
    kept[i]!.forEach((flag, gram) => {
      if (flag === 1)
        entries.add(row, grams.firsts[gram]!, grams.length, packedValue(known[i]![gram]!, costs?.[gram] ?? 0));
    });
  });
  return writeWording(buildFuseMap(entries.high, entries.low, entries.values, CELL_BITS));
}
