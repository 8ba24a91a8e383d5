import { type Decoded, decode, InputError } from './decode.ts';
import { fileKind } from './file-kind.ts';
import { htmlText, xmlText } from './html-text.ts';

/** What was read from a file, or the reason why nothing was, in words that go on after the file's name. */
export type FileReading =
  | {
      readonly ok: true;
      /** The text. Of markup what a browser shows, of a text file all of it. Offsets of an answer count in it. */
      readonly text: string;
      /** Whether the text was taken out of markup, so that it is not the file as it lies. */
      readonly extracted: boolean;
      /** What was guessed or mended on the way. The reader of an answer should see it. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** Encodings that hold Chinese. Another one that a file states is likely a mistake of what made the file. */
const OF_CHINESE = /^(?:utf-|gb|big5)/u;

function notesOf({ text, encoding, by, wrong, misstated }: Decoded): string[] {
  const name = encoding.toUpperCase();
  const notes: string[] = [];
  if (by === 'detected') notes.push(`is read as ${name}, which it does not say: if that is wrong, give --encoding`);
  if (misstated) notes.push(`says it is ${misstated.toUpperCase()}, but is ${name}: if that is wrong, give --encoding`);
  if (by === 'stated' && !OF_CHINESE.test(encoding) && /[^\0-\x7f]/u.test(text)) {
    notes.push(`is read as ${name}, as it says: if that is wrong, give --encoding`);
  }
  if (wrong > 0) notes.push(`has ${wrong === 1 ? '1 place' : `${wrong} places`} that are no ${name}: read as U+FFFD`);
  return notes;
}

function textOfMarkup(kind: 'html' | 'xml', text: string, notes: string[]): string {
  const fromXml = kind === 'xml' ? xmlText(text) : null;
  if (fromXml !== null) return fromXml;
  if (kind === 'xml') notes.push('is no well-formed XML: read as HTML');
  return htmlText(text.replace(/^\uFEFF/u, ''));
}

/**
 * Reads one file: its kind, its encoding, its text. Nothing is thrown. Lines of .jsonl are left as they are.
 * @param name the file's name, whose ending tells the kind where the bytes do not
 * @param encoding a label of the encoding standard that overrides what the file says
 */
export function readFile(name: string, bytes: Uint8Array, encoding?: string): FileReading {
  try {
    const found = fileKind(name, bytes);
    if (found.kind === 'unread') {
      const what = `${found.binary ? 'a binary file, ' : ''}${found.name}`;
      return { ok: false, reason: `is ${what}, which is not read: save its text as .txt, or the page as .html` };
    }
    const kind = found.kind === 'jsonl' ? 'text' : found.kind;
    const decoded = decode(bytes, kind, encoding);
    if (decoded.text.replace(/^\uFEFF/u, '').trim() === '') throw new InputError('is empty: it holds only white space');
    const notes = notesOf(decoded);
    if (kind === 'text') return { ok: true, text: decoded.text, extracted: false, notes };
    return { ok: true, text: textOfMarkup(kind, decoded.text, notes), extracted: true, notes };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ok: false, reason: error.message };
  }
}
