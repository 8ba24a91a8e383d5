/** What a file holds, as far as reading is concerned: `unread` is what there is no reader for, with its name for the user. */
export type FileKind =
  | { readonly kind: 'text' | 'html' | 'xml' | 'jsonl' }
  | { readonly kind: 'unread'; readonly name: string; readonly binary: boolean };

/**
 * First bytes of files that are no text, as Latin-1; `?` stands for any byte (WHATWG standard "MIME sniffing", and the formats'
 * own documents). The first that fits counts.
 */
const STARTS: readonly (readonly [starts: readonly string[], name: string])[] = [
  [['%PDF-'], 'a PDF document'],
  [['PK\x03\x04', 'PK\x05\x06'], 'a zip archive (or .epub, .odt)'],
  [['\xd0\xcf\x11\xe0'], 'an old Office or WPS document (.doc, .wps)'],
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF????WEBP', 'II*\0', 'MM\0*', 'BM????\0\0\0\0'], 'a picture'],
  [['????ftypavif', '????ftyphei'], 'a picture'],
  [['\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd'], 'a compressed file'],
  [['ID3', 'OggS', 'fLaC', 'RIFF????WAVE', 'RIFF????AVI ', '????ftyp', '\x1aE\xdf\xa3'], 'a sound or film'],
  [['bplist'], 'a web archive of Safari (.webarchive)'],
  [['%!PS'], 'a PostScript document'],
  [['\x7fELF', 'MZ\x90\0', '\0asm'], 'a program'],
];

/** Names that stand at the beginning of a zip archive when it is a document of Office. */
const OFFICE_PARTS = ['[Content_Types].xml', 'word/', 'docProps/'];

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

const HTML_ENDINGS = new Set(['.html', '.htm', '.shtml']);
const XML_ENDINGS = new Set(['.xhtml', '.xht', '.xml', '.svg']);

/** Bytes looked at: the headers of an archive, the names of the first files in a zip. */
const HEAD_BYTES = 4096;

/** The beginning of an HTML document, behind white space, comments and an XML declaration (MIME sniffing standard). */
const HTML_START =
  /^(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|script|style|body|title|meta|div|table|p|h1|iframe|br)[\s>]/isu;

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
}

function endingOf(name: string): string {
  return /\.[^./\\]+$/u.exec(name)?.[0].toLowerCase() ?? '';
}

function fits(head: string, start: string): boolean {
  return Array.from(start).every((char, i) => char === '?' || char === head[i]);
}

/** The name of what the first bytes are, if that is no text. */
function binaryName(head: string): string | undefined {
  if (head.startsWith('PK') && OFFICE_PARTS.some((part) => head.includes(part))) {
    return 'a Word or other Office document (.docx, .xlsx, .pptx)';
  }
  return STARTS.find(([starts]) => starts.some((start) => fits(head, start)))?.[1];
}

/** The kind of a file by its first bytes and its name. Bytes win where they are those of something that is no text. */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  const head = latin1(bytes);
  const ending = endingOf(name);
  const binary = binaryName(head);
  if (binary !== undefined) return { kind: 'unread', name: binary, binary: true };
  const coded = CODED_STARTS.find(([pattern]) => pattern.test(head))?.[1] ?? UNREAD_ENDINGS.get(ending);
  if (coded !== undefined) return { kind: 'unread', name: coded, binary: false };
  if (ending === '.jsonl') return { kind: 'jsonl' };
  if (HTML_ENDINGS.has(ending)) return { kind: 'html' };
  if (XML_ENDINGS.has(ending)) return { kind: 'xml' };
  return { kind: ending === '' && HTML_START.test(head) ? 'html' : 'text' };
}
