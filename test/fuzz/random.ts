/**
 * Random numbers that a seed determines (mulberry32 by Tommy Ettinger, public domain): an execution of a fuzz target can be repeated
 * from its seed alone.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Seeds follow one another; the multiplication drives their first numbers apart.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 to `limit` − 1; 0 where the limit is 0. */
  below(limit: number): number {
    return limit < 1 ? 0 : Math.floor((this.word() / 2 ** 32) * limit);
  }

  /** A whole number from 0 to `most`, small ones more often. */
  small(most: number): number {
    return this.below(this.below(most + 1) + 1);
  }

  /** `true` once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** `count` values of `make`. */
  many<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count }, (_, i) => make(i));
  }
}
