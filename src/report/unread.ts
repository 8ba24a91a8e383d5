import type { Words } from '../locale/words.ts';

/** What of one document cannot be read. Numbers count elements. */
export interface UnreadInDocument {
  /** Frames and embedded objects in it that are large enough to hold text, read or not: who reads them answers for itself. */
  readonly frames: number;
  /** Whether this document itself, where it is a frame, is as large as those. */
  readonly isLarge: boolean;
  /** Embedded PDF documents. */
  readonly pdfs: number;
  /** Large drawings by script, as editors make them that draw their text. */
  readonly canvases: number;
  /** Pictures in the shape of a page, which may be scanned text. */
  readonly pictures: number;
  /** Whether text is shown in a font of the page's own that may draw other letters than the text has. */
  readonly hasOwnFont: boolean;
}

/** What cannot be read, by kind. */
export type UnreadKind = 'frames' | 'pdfs' | 'canvases' | 'pictures' | 'fonts' | 'characters';

/** Something of a page or text that is on the screen and could not be read, and so was compared with nothing. */
export interface UnreadPart {
  readonly kind: UnreadKind;
  /** How many there are; 1 where they are not counted. */
  readonly count: number;
}

// Fonts are a kind of text and not things to be counted.
function partWords({ kind, count }: UnreadPart, words: Words): string {
  return kind === 'fonts' ? words.say('unread_fonts') : words.count(`unread_${kind}`, count);
}

/** What could not be read, in one line; empty where all was. */
export function unreadWords(unread: readonly UnreadPart[], words: Words): string {
  if (unread.length === 0) return '';
  return words.labelled('unread', words.list(unread.map((part) => partWords(part, words))));
}

/** Characters of private use and those that stand for what could not be decoded. */
const UNKNOWN = /[\ue000-\uf8ff\ufffd]/g;

/** What of a pasted text is no letter that anybody could compare. */
export function unreadInText(text: string): UnreadPart[] {
  const count = text.match(UNKNOWN)?.length ?? 0;
  return count === 0 ? [] : [{ kind: 'characters', count }];
}
