import type { EssayRow } from '../corpus/essay-row.ts';
import type { Letters } from '../text/normalise.ts';

/** The two sides of an alignment: a checked text with its letters, and the row of essays that it is aligned with. */
export interface Sides {
  readonly text: string;
  readonly letters: Letters;
  /** One byte for each letter of the text, to compare with the row's `letterBytes`. */
  readonly bytes: Uint8Array;
  readonly row: EssayRow;
}
