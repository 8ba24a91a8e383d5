import { entriesEnd, essayAt, type Index } from '../corpus/loaded-index.ts';
import { BLOCK_COST } from './evidence.ts';

/**
 * Number of letters without a shared shingle after which earlier shingles no longer count: greater than the gaps in a chain of
 * runs.
 */
const FAR = 100;

/**
 * Places of one shingle that are looked at, the first ones: the same for all shingles that the same essays share, so a passage
 * that stands in a thousand essays is found in some of them.
 */
const MOST_PLACES = 64;

/** A stretch of the page on which an essay's shingles are close together, and their bits. Offsets are letters of the page. */
export interface Stretch {
  readonly essay: number;
  readonly start: number;
  end: number;
  bits: number;
}

/**
 * For each essay of an index the bits of the shingles that it shares with the text that is being read. Made once for each index: to clear the columns
 * for each text would cost more than most texts do, so an essay's values count only where its `text` is the number of this text.
 */
class Sums {
  readonly text: Uint32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The diagonal, corpus − page, of its last shingle. */
  readonly diagonal: Int32Array;
  readonly bits: Float32Array;
  /** Its place in the list of stretches that came to enough, or −1. */
  readonly enough: Int32Array;
  current = 0;

  constructor(essays: number) {
    this.text = new Uint32Array(essays);
    this.start = new Int32Array(essays);
    this.end = new Int32Array(essays);
    this.diagonal = new Int32Array(essays);
    this.bits = new Float32Array(essays);
    this.enough = new Int32Array(essays);
  }
}

const sumsOf = new WeakMap<Index, Sums>();

function sumsFor(index: Index): Sums {
  let sums = sumsOf.get(index);
  if (!sums) {
    sums = new Sums(index.essayCount);
    sumsOf.set(index, sums);
  }
  sums.current++;
  return sums;
}

/** Sums up for each essay the bits of the shingles that it shares with a text. */
export class Tally {
  /** Stretches that came to enough, in the order in which they did. */
  readonly enough: Stretch[] = [];
  private readonly index: Index;
  private readonly least: number;
  private readonly sums: Sums;

  constructor(index: Index, least: number) {
    this.index = index;
    this.least = least;
    this.sums = sumsFor(index);
  }

  /** Adds the shingle that begins at a letter of the page: its hash, and its first entry in the index. */
  add(hash: number, first: number, page: number): void {
    const end = Math.min(entriesEnd(this.index, hash, first), first + MOST_PLACES);
    for (let entry = first; entry < end; entry++) this.addEntry(entry, page);
  }

  private addEntry(entry: number, page: number): void {
    const { positions, shingleBits, sampling } = this.index;
    const { sums } = this;
    const position = positions[entry]!;
    const essay = essayAt(this.index, position);
    const isNew = sums.text[essay] !== sums.current || page - sums.end[essay]! > FAR;
    const end = page + sampling.shingle;
    // A phrase that an essay repeats counts once for it.
    if (!isNew && sums.end[essay] === end) return;
    if (isNew) this.begin(essay, page);
    sums.bits[essay]! += this.addedBits(essay, shingleBits[entry]!, position - page, end, isNew);
    sums.diagonal[essay] = position - page;
    sums.end[essay] = end;
    if (sums.bits[essay]! >= this.least) this.keep(essay);
  }

  private begin(essay: number, page: number): void {
    const { sums } = this;
    sums.text[essay] = sums.current;
    sums.start[essay] = page;
    sums.bits[essay] = 0;
    sums.enough[essay] = -1;
  }

  /** Bits that a shingle adds: in a run that goes on those of its new letters alone, else all of them less what a block costs. */
  private addedBits(essay: number, bits: number, diagonal: number, end: number, isNew: boolean): number {
    const { shingle } = this.index.sampling;
    const added = end - this.sums.end[essay]!;
    if (!isNew && this.sums.diagonal[essay] === diagonal && added <= 2 * shingle)
      return (bits * Math.min(added, shingle)) / shingle;
    return Math.max(0, bits - BLOCK_COST);
  }

  private keep(essay: number): void {
    const { sums } = this;
    const [end, bits] = [sums.end[essay]!, sums.bits[essay]!];
    if (sums.enough[essay]! < 0) {
      sums.enough[essay] = this.enough.push({ essay, start: sums.start[essay]!, end, bits }) - 1;
      return;
    }
    const stretch = this.enough[sums.enough[essay]!]!;
    stretch.end = end;
    stretch.bits = bits;
  }
}
