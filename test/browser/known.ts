import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readIndex } from '../../src/corpus/read-index.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { type PassageName, passage } from './fill.ts';
import { han } from './marks.ts';

const INDEX = resolve(import.meta.dirname, '../../corpus-index/built/essays.bin');

/** The literal matches that the engine finds in a passage, which a page with that passage has to mark. */
export interface Known {
  /** The Han letters of a passage that are to be marked, one after another. */
  letters(name: PassageName): string;
}

/** Opens the shipped index. */
export function startKnown(): Known {
  const bytes = readFileSync(INDEX);
  const index = readIndex(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    'shipped',
  );
  return {
    letters(name) {
      const text = passage(name);
      return han(
        findMatches(text, index)
          .map(({ page }) => text.slice(page.start, page.end))
          .join(''),
      );
    },
  };
}
