import sniffHtml from 'html-encoding-sniffer';
import { detectChinese, utf16WithoutMark } from './detect-encoding.ts';
import { InputError } from './input-error.ts';
import { statedByMeta } from './parse-html.ts';

/** The text of a file, with what a reader of the answer should know of how it was decoded. */
export interface Decoded {
  /** The text. A byte order mark stays its first unit, so offsets count it, as in the file. */
  readonly text: string;
  /** The label of the encoding standard, in lower case. */
  readonly encoding: string;
  /** `detected`: neither the file nor the user said so, and it is not UTF-8. */
  readonly by: 'user' | 'mark' | 'stated' | 'utf-8' | 'detected';
  /** The encoding that the file states where it is not the one in which its bytes are. */
  readonly misstated?: string;
  /** Bytes that are wrong in this encoding and stand as U+FFFD in the text. */
  readonly wrong: number;
}

interface Choice extends Pick<Decoded, 'encoding' | 'by' | 'misstated'> {}

// Longest first: the mark of UTF-16LE must not hide a longer one.
const MARKS: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0, 0], 'utf-32'],
  [[0, 0, 0xfe, 0xff], 'utf-32'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * Share of wrong bytes among those that are not ASCII, above which a text is not in that encoding at all. GB18030 read as
 * UTF-8 reaches 0.5, a file that was cut off or damaged in one place stays far below.
 */
const MOST_WRONG = 0.05;
/** Number of wrong places that are accepted in a short text too, if there are at least twice as many correct letters. */
const FORGIVEN = 1;

/** Number of Han letters from which valid UTF-8 is certain. */
const SURE_LETTERS = 4;

function encodingByMark(bytes: Uint8Array): string | null {
  return MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1] ?? null;
}

function decoderFor(encoding: string, fatal: boolean): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal, ignoreBOM: true });
  } catch {
    throw new InputError('encoding', `is in an unknown encoding, «${encoding}»: save it as UTF-8`);
  }
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    decoderFor(encoding, true).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof InputError) throw error;
    return false;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Whether so few of the characters beyond ASCII are wrong that the text is in this encoding, with damage. */
function isMostlyRight(text: string): boolean {
  const wrong = count(text, /\uFFFD/gu);
  const right = count(text, /[^\0-\x7f\uFFFD]/gu);
  return wrong <= Math.max(MOST_WRONG * right, right >= 2 * FORGIVEN ? FORGIVEN : 0);
}

function decodeAs(bytes: Uint8Array, choice: Choice): Decoded {
  const { encoding, by } = choice;
  if (isValid(bytes, encoding)) return { ...choice, text: decoderFor(encoding, true).decode(bytes), wrong: 0 };
  const text = decoderFor(encoding, false).decode(bytes);
  if (!isMostlyRight(text)) {
    const though = by === 'stated' || by === 'mark' ? ', though it says so' : '';
    throw new InputError(
      'encoding',
      `is wrongly encoded: its bytes are no ${encoding.toUpperCase()}${though}; save it as UTF-8, or name its encoding with --encoding`,
    );
  }
  return { ...choice, text, wrong: count(text, /\uFFFD/gu) };
}

/** The encoding that a document of HTML or XML states; `null` if it states none or an unknown one. */
function statedEncoding(bytes: Uint8Array, kind: 'html' | 'xml'): string | null {
  const none = 'x-none';
  const found = sniffHtml(bytes, { defaultEncoding: none, ...(kind === 'xml' ? { xml: true } : {}) });
  if (found !== null && found !== none) return found.toLowerCase();
  // Latin-1 keeps the markup readable in every encoding of the web except UTF-16.
  return kind === 'html' ? statedByMeta(new TextDecoder('latin1').decode(bytes)) : null;
}

/** The encoding of bytes for which neither the file nor the user states one. */
function guess(bytes: Uint8Array): Choice {
  const utf8 = { encoding: 'utf-8', by: 'utf-8' } as const;
  const wide = utf16WithoutMark(bytes);
  if (bytes.includes(0)) {
    if (wide) return { encoding: wide, by: 'detected' };
    throw new InputError(
      'binary',
      'is a binary file of no known kind: only text, .docx, .pdf, .html, .md, .jsonl and .zip can be checked; save its text as .txt',
    );
  }
  if (isValid(bytes, 'utf-8')) return utf8;
  if (wide) return { encoding: wide, by: 'detected' };
  if (isMostlyRight(new TextDecoder().decode(bytes))) return utf8;
  const chinese = detectChinese(bytes);
  if (chinese) return { encoding: chinese, by: 'detected' };
  throw new InputError(
    'encoding',
    'is in an encoding that its bytes do not tell: name it with --encoding, or save it as UTF-8',
  );
}

/**
 * Whether bytes are UTF-8 beyond doubt: valid, with Han letters. Such a letter has three bytes that fit together, so that chance
 * does not make some of them from another encoding, though it makes shorter sequences.
 */
function isSurelyUtf8(bytes: Uint8Array): boolean {
  return isValid(bytes, 'utf-8') && count(new TextDecoder().decode(bytes), /\p{Script=Han}/gu) >= SURE_LETTERS;
}

/**
 * The stated encoding is used unless the bytes are UTF-8 beyond doubt: a server's header stated that, or a template states a
 * wrong one.
 */
function believed(stated: string, bytes: Uint8Array): Choice {
  if (stated === 'utf-8' || !isSurelyUtf8(bytes)) return { encoding: stated, by: 'stated' };
  return { encoding: 'utf-8', by: 'utf-8', misstated: stated };
}

function choose(bytes: Uint8Array, kind: 'text' | 'html' | 'xml', given: string | undefined): Choice {
  if (given !== undefined) return { encoding: given, by: 'user' };
  const mark = encodingByMark(bytes);
  if (mark !== null) return { encoding: mark, by: 'mark' };
  const stated = kind === 'text' || bytes.includes(0) ? null : statedEncoding(bytes, kind);
  return stated === null ? guess(bytes) : believed(stated, bytes);
}

/**
 * Decodes a file: in the encoding that the user gives, else by its byte order mark, else for HTML and XML by what they state,
 * as a browser finds it (but as UTF-8 where the bytes are that beyond doubt), else as UTF-8 where it is valid, else by detection (UTF-16 without a mark, GB18030, Big5). No
 * encoding is assumed in silence. A few wrong bytes become U+FFFD and are counted.
 * @param given a label of the encoding standard
 * @throws InputError for empty and binary bytes, and where they are not in the encoding that was found or given
 */
export function decode(bytes: Uint8Array, kind: 'text' | 'html' | 'xml', given?: string): Decoded {
  if (bytes.length === 0) throw new InputError('empty', 'is empty: there is nothing to check');
  return decodeAs(bytes, choose(bytes, kind, given));
}
