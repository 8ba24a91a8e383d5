/** A file that cannot be checked; the message says why and what to do, without the file's name. */
export class InputError extends Error {}

// Longest first: the mark of UTF-16LE must not hide a longer one.
const MARKS: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** First bytes of files that people take for text: PDF, zip (and so docx, epub), old Word, PNG, JPEG, GIF, gzip. */
const BINARY_STARTS: readonly string[] = [
  '%PDF-',
  'PK\x03\x04',
  '\xd0\xcf\x11\xe0',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\x1f\x8b',
];

/** A page states its encoding within the first 1024 bytes (HTML standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1024;

function latin1(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length));
}

function encodingByMark(bytes: Uint8Array): string | null {
  return MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1] ?? null;
}

function isBinary(bytes: Uint8Array): boolean {
  const start = latin1(bytes, 8);
  return bytes.includes(0) || BINARY_STARTS.some((magic) => start.startsWith(magic));
}

function statedCharset(bytes: Uint8Array): string | null {
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/iu.exec(latin1(bytes, PRESCAN_BYTES))?.[1] ?? null;
}

function decoderFor(encoding: string): TextDecoder {
  try {
    // The mark is kept: offsets then count it, as in the file as it lies.
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch {
    throw new InputError(`names an unknown encoding, «${encoding}»: save it as UTF-8`);
  }
}

function decodeAs(bytes: Uint8Array, encoding: string, hint: string): string {
  const decoder = decoderFor(encoding);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new InputError(`is wrongly encoded: its bytes are no ${encoding.toUpperCase()}${hint}`);
  }
}

/**
 * The text of a file: by its byte order mark (UTF-8, UTF-16, GB18030; it stays the text's first unit), else for HTML by the
 * charset that the page states, else as UTF-8. Throws an InputError for empty, binary and wrongly encoded bytes.
 */
export function decode(bytes: Uint8Array, html: boolean): string {
  if (bytes.length === 0) throw new InputError('is empty: there is nothing to check');
  const marked = encodingByMark(bytes);
  if (marked === null && isBinary(bytes)) {
    throw new InputError('is a binary file: only text, HTML and .jsonl can be checked; save its text as .txt');
  }
  const stated = marked ?? (html ? statedCharset(bytes) : null);
  if (stated !== null) return decodeAs(bytes, stated, ', though it says so: save it as UTF-8');
  return decodeAs(bytes, 'utf-8', ': convert it first, for example with iconv -f GB18030 -t UTF-8');
}
