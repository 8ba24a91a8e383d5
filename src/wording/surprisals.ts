import { fingerprintOf, placesOf } from './fuse-map.ts';
import { EMPTY_GRAM, growHigh, growLow } from './gram-hash.ts';
import { BACKOFF_SHIFT, CELL_BITS, cellAt, SURPRISAL_BITS_MASK, type WordingModel } from './wording-file.ts';

/** Most letters in a gram of a model: longer grams do not make official prose more predictable. */
export const MOST_LETTERS = 8;

/** The largest surprisal of a letter, in bits: an index stores it in half a byte. */
export const MAX_SURPRISAL = 15;

/** The backoff costs that a model can store, in bits: four, close together where most contexts are. */
export const BACKOFF_STEPS = [0, 1, 2, 4] as const;

const VALUE_MASK = 2 ** CELL_BITS.value - 1;

/** Looks up the grams that end at one letter after another, and keeps what the next letter needs. */
class GramReader {
  private readonly model: WordingModel;
  private readonly places = new Uint32Array(3);
  /** Costs in bits of the known grams that end at the letter before, by their number of letters. */
  private costs = new Uint8Array(MOST_LETTERS + 1);
  private nextCosts = new Uint8Array(MOST_LETTERS + 1);
  /** The number of letters of the longest known gram that ends at the letter before. */
  private known = 0;

  constructor(model: WordingModel) {
    this.model = model;
  }

  private lookUp(high: number, low: number): number {
    const { shape, cells } = this.model;
    const { places } = this;
    placesOf(shape, high, low, places);
    const content = cellAt(cells, places[0]!) ^ cellAt(cells, places[1]!) ^ cellAt(cells, places[2]!);
    if (content >>> CELL_BITS.value !== fingerprintOf(high, low, CELL_BITS.fingerprint)) return -1;
    return content & VALUE_MASK;
  }

  /** The surprisal in bits of the letter at `end`. It has to be called for each letter in order. */
  next(codes: Uint16Array, end: number): number {
    let [high, low] = EMPTY_GRAM;
    let bits: number = MAX_SURPRISAL;
    let length = 0;
    const most = Math.min(this.known + 1, MOST_LETTERS);
    while (length < most) {
      const code = codes[end - length]!;
      high = growHigh(high, code);
      low = growLow(low, code);
      const value = this.lookUp(high, low);
      if (value < 0) break;
      length++;
      bits = value & SURPRISAL_BITS_MASK;
      this.nextCosts[length] = BACKOFF_STEPS[value >>> BACKOFF_SHIFT]!;
    }
    // A gram of n letters has a context of n − 1; the longer known contexts are not known to be followed by this letter.
    for (let context = Math.max(1, length); context <= this.known; context++) bits += this.costs[context]!;
    [this.costs, this.nextCosts] = [this.nextCosts, this.costs];
    this.known = length;
    return Math.min(MAX_SURPRISAL, bits);
  }
}

/**
 * For each letter its surprisal in whole bits (0–15) under the model, given the letters before it: −log₂ of its probability. It
 * is that of the longest known gram that ends at the letter, plus the backoff cost of every longer known context (Katz 1987).
 * Letters of set phrases get 0 or 1 bit, letters of an essay's own words 6 to 12.
 */
export function surprisals(model: WordingModel, codes: Uint16Array): Uint8Array {
  const reader = new GramReader(model);
  const out = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) out[i] = reader.next(codes, i);
  return out;
}
