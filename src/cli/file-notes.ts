import type { Encoding, ReadDocument } from '../files/read-file.ts';
import type { Unread } from '../files/read-text.ts';

/** Encodings of Chinese text. Another encoding that a file states is probably an error of the program that made the file. */
const OF_CHINESE = /^(?:utf-|gb|big5)/u;

function encodingNotes({ encoding, by, wrong, misstated }: Encoding, text: string): string[] {
  const name = encoding.toUpperCase();
  const remedy = 'if that is wrong, give --encoding';
  const notes: string[] = [];
  if (by === 'detected') notes.push(`is read as ${name}, which it does not say: ${remedy}`);
  if (misstated) notes.push(`says it is ${misstated.toUpperCase()}, but is ${name}: ${remedy}`);
  if (by === 'stated' && !OF_CHINESE.test(encoding) && /[^\0-\x7f]/u.test(text)) {
    notes.push(`is read as ${name}, as it says: ${remedy}`);
  }
  if (wrong > 0) notes.push(`has ${wrong === 1 ? '1 place' : `${wrong} places`} that are no ${name}: read as U+FFFD`);
  return notes;
}

/** A count with its noun. */
export const several = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function unreadNote({ what, count }: Unread): string {
  switch (what) {
    case 'hidden':
      return `has ${several(count, 'character')} of hidden text: not checked`;
    case 'comments':
      return `has ${several(count, 'comment')}: not checked`;
    case 'pictures':
      return `has ${several(count, 'picture')}: text in them is not read`;
    case 'embedded':
      return `has ${several(count, 'embedded document')}: not read`;
    case 'pages':
      return `has ${several(count, 'page')} without text: pictures are not read`;
    case 'garbled':
      return `has ${several(count, 'page')} whose fonts do not say which characters they draw: not read`;
    case 'cut-off':
      return 'ends early: what is missing is not checked';
    case 'malformed':
      return 'is no well-formed XML: read as HTML';
  }
}

/** Notes for the user on how a file was read, each in words that follow its name. */
export function notesOf({ encoding, text, unread }: ReadDocument): string[] {
  return [...(encoding ? encodingNotes(encoding, text) : []), ...unread.map(unreadNote)];
}
