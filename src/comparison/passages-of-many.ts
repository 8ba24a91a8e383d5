import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import type { Span } from '../text/span.ts';
import type { ComparedFile } from './compared-file.ts';
import type { AlignedFile } from './file-pairs.ts';

/** A passage that many files share, as it stands in one of them. The span counts UTF-16 units of that file. */
export interface PassageOfMany extends Span {
  readonly file: string;
  readonly letters: number;
  /** How many files were found to share it, this one included. Beyond some thirty, more may have it. */
  readonly files: number;
}

/** How many of so many files share a passage before it is offered: more than an eighth. Three that share a source are no crowd. */
export function defaultMany(files: number): number {
  return Math.max(4, Math.floor(files / 8));
}

/** Least letters of such a passage: the length of a sentence. */
const LEAST_LETTERS = 20;

/** Share of the shingles of a passage that must not occur in those already listed. */
const NEW_PART = 0.5;

/** For each letter of each file the number of files that share it, its own included. */
function sharersOf(files: readonly ComparedFile[], aligned: readonly (readonly AlignedFile[])[]): Uint16Array[] {
  const sharers = files.map(({ letters }) => new Uint16Array(letters.at.length).fill(1));
  aligned.forEach((ofFile, later) => {
    for (const { earlier, passages } of ofFile) {
      for (const { page, corpus, length } of passages.flatMap(({ blocks }) => blocks)) {
        for (let i = 0; i < length; i++) {
          sharers[later]![page + i]!++;
          sharers[earlier]![corpus + i]!++;
        }
      }
    }
  });
  return sharers;
}

/** Stretches that more files than `many` share. Gaps shorter than a shingle, where files were changed, do not divide a stretch. */
function stretches(sharers: Uint16Array, many: number): Span[] {
  const found: { start: number; end: number }[] = [];
  sharers.forEach((count, letter) => {
    if (count <= many) return;
    const last = found.at(-1);
    if (last && letter - last.end < SHINGLE) last.end = letter + 1;
    else found.push({ start: letter, end: letter + 1 });
  });
  return found.filter(({ start, end }) => end - start >= LEAST_LETTERS);
}

/** The passages that more files than `many` share, each once, as it stands in the first file that has it. */
export function passagesOfMany(
  files: readonly ComparedFile[],
  aligned: readonly (readonly AlignedFile[])[],
  many: number,
): PassageOfMany[] {
  const known = new Set<number>();
  return sharersOf(files, aligned).flatMap((sharers, i) => {
    const { name, letters } = files[i]!;
    return stretches(sharers, many).flatMap(({ start, end }) => {
      const shingles = fingerprints(letters.codes.subarray(start, end), SHINGLE);
      const isNew = shingles.filter((shingle) => !known.has(shingle)).length >= NEW_PART * shingles.length;
      for (const shingle of shingles) known.add(shingle);
      if (!isNew) return [];
      const span = { start: letters.at[start]!, end: letters.at[end - 1]! + 1 };
      return [{ file: name, ...span, letters: end - start, files: Math.max(...sharers.subarray(start, end)) }];
    });
  });
}
