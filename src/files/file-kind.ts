import { zipDirectory } from './zip-directory.ts';

/** What a file holds, as far as reading is concerned: `unread` is what there is no reader for, with its name for the user. */
export type FileKind =
  | { readonly kind: 'text' | 'markdown' | 'html' | 'xml' | 'jsonl' | 'docx' | 'pdf' | 'zip' }
  /** A Word document or another one of Office that a password locks. */
  | { readonly kind: 'locked' }
  /** A file that is named as a packed document, but holds none. */
  | { readonly kind: 'misnamed'; readonly ending: string }
  | { readonly kind: 'unread'; readonly name: string; readonly binary: boolean };

const unread = (name: string): FileKind => ({ kind: 'unread', name, binary: true });

/**
 * First bytes of files that are no text, as Latin-1; `?` stands for any byte (WHATWG standard "MIME sniffing", and the formats'
 * own documents). The first that fits counts.
 */
const STARTS: readonly (readonly [starts: readonly string[], name: string])[] = [
  [['\xd0\xcf\x11\xe0'], 'an old Office or WPS document (.doc, .wps)'],
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF????WEBP', 'II*\0', 'MM\0*', 'BM????\0\0\0\0'], 'a picture'],
  [['????ftypavif', '????ftyphei'], 'a picture'],
  [['\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd'], 'a compressed file'],
  [['ID3', 'OggS', 'fLaC', 'RIFF????WAVE', 'RIFF????AVI ', '????ftyp', '\x1aE\xdf\xa3'], 'a sound or film'],
  [['bplist'], 'a web archive of Safari (.webarchive)'],
  [['%!PS'], 'a PostScript document'],
  [['\x7fELF', 'MZ\x90\0', '\0asm'], 'a program'],
];

/** What a zip archive is, by the beginning of a name in it: documents of Office have a list of content types, too. */
const OFFICE: readonly (readonly [folder: string, found: FileKind])[] = [
  ['word/', { kind: 'docx' }],
  ['xl/', unread('a table of Office (.xlsx)')],
  ['ppt/', unread('a presentation of Office (.pptx)')],
];

/** Archives that name their kind in their first file (OpenDocument 1.3 part 2, section 3.3; EPUB OCF 3.3, section 4.3). */
const STATED_TYPES: readonly (readonly [type: string, name: string])[] = [
  ['mimetypeapplication/epub+zip', 'an electronic book (.epub)'],
  ['mimetypeapplication/vnd.oasis.opendocument', 'an OpenDocument text, table or presentation (.odt, .ods, .odp)'],
];

/** First bytes of a zip archive: of its first file, or of the end of an empty one. */
const ZIP_STARTS = ['PK\x03\x04', 'PK\x05\x06'];

/**
 * Bytes within which the signature of a file named .pdf has to begin: readers accept as many other bytes before it (PDF 32000-1,
 * annex H, note 13).
 */
const PDF_WITHIN = 1_024;
const PDF_START = '%PDF-';

/**
 * The same for files that are made of ASCII but hold their text in a code of their own. A page archive and a mail with parts say
 * so in their headers.
 */
const CODED_STARTS: readonly (readonly [start: RegExp, name: string])[] = [
  [/^\{\\rtf/u, 'a rich text document (.rtf)'],
  [/^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart\//iu, 'a page archive or a mail (.mht, .eml)'],
];

/** Names that tell the kind where the content does not. */
const UNREAD_ENDINGS: ReadonlyMap<string, string> = new Map([
  ['.mht', 'a page archive (.mht)'],
  ['.mhtml', 'a page archive (.mhtml)'],
  ['.eml', 'a mail (.eml)'],
  ['.rtf', 'a rich text document (.rtf)'],
]);

/** Endings of files that are not text. A text file with such an ending was damaged or renamed. */
const PACKED_ENDINGS = new Set(['.docx', '.docm', '.dotx', '.pdf', '.zip']);

const HTML_ENDINGS = new Set(['.html', '.htm', '.shtml']);
const MARKDOWN_ENDINGS = new Set(['.md', '.markdown', '.mdown', '.mkd']);
const XML_ENDINGS = new Set(['.xhtml', '.xht', '.xml', '.svg']);

/** Bytes that are examined: they contain the headers of an archive and the names of the first files in a zip. */
const HEAD_BYTES = 4096;

/**
 * The beginning of an HTML document, behind white space, comments and an XML declaration (MIME sniffing standard). A comment has one
 * end only: could it go on behind it, a row of comments would be tried in as many ways as it can be parted.
 */
const HTML_START =
  /^(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|script|style|body|title|meta|div|table|p|h1|iframe|br)[\s>]/isu;

function latin1(bytes: Uint8Array, most: number): string {
  return Array.from(bytes.subarray(0, most), (byte) => String.fromCharCode(byte)).join('');
}

/** A stream that Office puts into its old container for a document that a password locks (MS-OFFCRYPTO, section 1.3.3). */
const LOCKED_STREAM = Array.from('EncryptedPackage', (char) => `${char}\0`).join('');

/** Whether an old Office container holds a locked document: its directory, whose place the header tells, names the stream. */
function isLockedOffice(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 2 ** Math.min(16, view.getUint16(30, true));
  const start = (view.getUint32(48, true) + 1) * sectorBytes;
  return latin1(bytes.subarray(start), 4 * HEAD_BYTES).includes(LOCKED_STREAM);
}

function endingOf(name: string): string {
  return /\.[^./\\]+$/u.exec(name)?.[0].toLowerCase() ?? '';
}

function fits(head: string, start: string): boolean {
  return Array.from(start).every((char, i) => char === '?' || char === head[i]);
}

/** The names of the files in an archive; of a damaged one, none but what its first bytes hold. */
function namesIn(bytes: Uint8Array, head: string): string[] {
  try {
    return zipDirectory(bytes).map(({ name }) => name);
  } catch {
    return ['[Content_Types].xml', 'word/', 'xl/', 'ppt/'].filter((name) => head.includes(name));
  }
}

function zipKind(head: string, bytes: Uint8Array): FileKind {
  const stated = STATED_TYPES.find(([type]) => head.includes(type));
  if (stated) return unread(stated[1]);
  const names = namesIn(bytes, head);
  if (!names.includes('[Content_Types].xml')) return { kind: 'zip' };
  return OFFICE.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1] ?? { kind: 'zip' };
}

/** The kind of a file whose first bytes show that it is no text; `undefined` for one that may be text. */
function binaryKind(ending: string, head: string, bytes: Uint8Array): FileKind | undefined {
  if (ZIP_STARTS.some((start) => head.startsWith(start))) return zipKind(head, bytes);
  // A text may mention the signature, so it has to be at the start.
  if (head.slice(0, ending === '.pdf' ? PDF_WITHIN : PDF_START.length).includes(PDF_START)) return { kind: 'pdf' };
  if (head.startsWith('\xd0\xcf\x11\xe0') && isLockedOffice(bytes)) return { kind: 'locked' };
  const name = STARTS.find(([starts]) => starts.some((start) => fits(head, start)))?.[1];
  return name === undefined ? undefined : unread(name);
}

function textKind(ending: string, head: string): FileKind {
  if (ending === '.jsonl') return { kind: 'jsonl' };
  if (MARKDOWN_ENDINGS.has(ending)) return { kind: 'markdown' };
  if (HTML_ENDINGS.has(ending)) return { kind: 'html' };
  if (XML_ENDINGS.has(ending)) return { kind: 'xml' };
  // Many sites serve an HTML page under the name of a Word document.
  return { kind: (ending === '' || ending === '.doc') && HTML_START.test(head) ? 'html' : 'text' };
}

/** The kind of a file by its first bytes and its name. Bytes win where they are those of something that is no text. */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  const head = latin1(bytes, HEAD_BYTES);
  const ending = endingOf(name);
  const binary = binaryKind(ending, head, bytes);
  if (binary !== undefined) return binary;
  if (PACKED_ENDINGS.has(ending)) return { kind: 'misnamed', ending };
  const coded = CODED_STARTS.find(([pattern]) => pattern.test(head))?.[1] ?? UNREAD_ENDINGS.get(ending);
  if (coded !== undefined) return { kind: 'unread', name: coded, binary: false };
  return textKind(ending, head);
}
