import { loadEssay } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { quotationMask } from '../match/evidence.ts';
import { hanCount } from '../text/han.ts';
import { type Letters, normalise } from '../text/normalise.ts';

/** A file to be compared. No two files of a comparison may have the same name. */
export interface ClassFile {
  readonly name: string;
  readonly text: string;
}

/** A file with the data that several stages use. Arrays have one entry for each letter. */
export interface ComparedFile extends ClassFile {
  readonly letters: Letters;
  /** The surprisal of each letter in bits, and flags (src/corpus/format.ts). */
  readonly letterFacts: Uint8Array;
  /** 1 for letters in a short quotation. */
  readonly quoted: Uint8Array;
  /** 1 for letters of a shingle that occurred earlier in the file, so that a refrain counts once. */
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

/** Whether a file has any letters. Files without letters are not indexed. */
export function hasLetters({ text }: ClassFile): boolean {
  return hanCount(text) > 0;
}

/** Prepares files. `index` is the result of `indexOfFiles` for the same files in the same order. */
export function comparedFiles(files: readonly ClassFile[], index: Index): ComparedFile[] {
  return files.map(({ name, text }, i) => {
    const letters = normalise(text);
    const { letterFacts } = loadEssay(index, i).block;
    return { name, text, letters, letterFacts, quoted: quotationMask(text, letters), repeated: repeatedIn(letters) };
  });
}
