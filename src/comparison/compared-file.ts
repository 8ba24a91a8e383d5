import { loadEssay } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { quotationMask } from '../match/evidence.ts';
import { hanCount } from '../text/han.ts';
import { type Letters, normalise } from '../text/normalise.ts';

/** A file of a class. Its name tells it from the others. */
export interface ClassFile {
  readonly name: string;
  readonly text: string;
}

/** A file that is compared, with what every step asks of it. Places in the columns are letters of the file. */
export interface ComparedFile extends ClassFile {
  readonly letters: Letters;
  /** For each letter how much it surprises, in bits, and more (src/corpus/format.ts). */
  readonly letterFacts: Uint8Array;
  /** For each letter 1 if it stands in a short quotation. */
  readonly quoted: Uint8Array;
  /** For each letter 1 if a shingle that it stands in stood in the file before: a refrain counts once. */
  readonly repeated: Uint8Array;
}

function repeatedIn({ codes }: Letters): Uint8Array {
  const repeated = new Uint8Array(codes.length);
  const known = new Set<number>();
  fingerprints(codes, SHINGLE).forEach((shingle, letter) => {
    if (known.has(shingle)) repeated.fill(1, letter, letter + SHINGLE);
    known.add(shingle);
  });
  return repeated;
}

/** Whether a file can be compared at all. */
export function hasLetters({ text }: ClassFile): boolean {
  return hanCount(text) > 0;
}

/** The files of an index that `indexOfFiles` made of just these, ready to be compared. */
export function comparedFiles(files: readonly ClassFile[], index: Index): ComparedFile[] {
  return files.map(({ name, text }, i) => {
    const letters = normalise(text);
    const { letterFacts } = loadEssay(index, i).block;
    return { name, text, letters, letterFacts, quoted: quotationMask(text, letters), repeated: repeatedIn(letters) };
  });
}
