import type { Words } from '../locale/words.ts';

/** What of a document cannot be read. Numbers count elements. */
export interface UnreadInDocument {
  /**
   * Frames and embedded objects in it that are large enough to contain text, read or not; content scripts in them report their
   * own text.
   */
  readonly frames: number;
  /** Whether this document, if it is in a frame, is large enough to be counted by `frames` of its parent. */
  readonly isLarge: boolean;
  /** Embedded PDF documents. */
  readonly pdfs: number;
  /** Large canvases, as editors have that draw their text by script. */
  readonly canvases: number;
  /** Pictures with the proportions of a page, which may be scanned text. */
  readonly pictures: number;
  /** Whether text is shown in a font embedded in the page, which may draw other letters than the text has. */
  readonly hasOwnFont: boolean;
}

/** Kinds of contents that cannot be read. */
export type UnreadKind = 'frames' | 'pdfs' | 'canvases' | 'pictures' | 'fonts' | 'characters';

/** Contents of a page or text that are on the screen but could not be read, and so were compared with nothing. */
export interface UnreadPart {
  readonly kind: UnreadKind;
  /** Number of such contents; 1 for kinds that are not counted. */
  readonly count: number;
}

// Fonts are not counted.
function partWords({ kind, count }: UnreadPart, words: Words): string {
  return kind === 'fonts' ? words.say('unread_fonts') : words.count(`unread_${kind}`, count);
}

/** What could not be read, in one line; empty if everything was. */
export function unreadWords(unread: readonly UnreadPart[], words: Words): string {
  if (unread.length === 0) return '';
  return words.labelled('unread', words.list(unread.map((part) => partWords(part, words))));
}

/** Private-use characters and the replacement character, which stands for bytes that could not be decoded. */
const UNKNOWN = /[\ue000-\uf8ff\ufffd]/g;

/** Characters of a pasted text that cannot be compared. */
export function unreadInText(text: string): UnreadPart[] {
  const count = text.match(UNKNOWN)?.length ?? 0;
  return count === 0 ? [] : [{ kind: 'characters', count }];
}
