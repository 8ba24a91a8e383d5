import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { loadCharacterMap } from '../../../src/cli/character-maps.ts';
import { InputError } from '../../../src/files/input-error.ts';
import { readDocument } from '../../../src/files/read-file.ts';
import { readDocuments } from '../../../src/files/read-files.ts';
import { encoder, utf8 } from '../../files/encode.ts';
import { makePdf } from '../../files/pdf.ts';
import { mutated, mutatedText } from '../mutate.ts';
import type { Random } from '../random.ts';
import { isLetIn, must, type Target } from '../target.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/files', name)));

const TEXT = '院子里的石榴树今年结了很多果，外婆每天早上都要数一遍。她说数着数着天就凉了。';

/** Limits far below those of the program, so that what grows without bound is noticed early. */
const LIMITS = { file: 2 ** 20, all: 2 ** 21 };

/** Reads a file or archive. Resolves with whether a text of it was read. */
async function read(name: string, bytes: Uint8Array): Promise<boolean> {
  let isRead = false;
  const options = { loadCharacterMap, pause, newSignal: () => AbortSignal.timeout(30_000) };
  for await (const reading of readDocuments(name, bytes, options, LIMITS)) {
    if ('error' in reading) must(reading.error.message.length > 10, 'a refusal has its reason');
    else isRead = true;
  }
  return isRead;
}

/** Pieces of WordprocessingML in places where they do not belong. */
const WORD_PIECES = [
  '<w:p>',
  '</w:p>',
  '<w:r><w:t>字</w:t></w:r>',
  '<w:tbl><w:tr><w:tc>',
  '<w:del>',
  '</w:del>',
  '<w:instrText>',
  '<w:fldChar w:fldCharType="begin"/>',
  '<w:fldChar w:fldCharType="end"/>',
  '<w:vanish/>',
  '<mc:AlternateContent><mc:Choice>',
  '<w:footnoteReference w:id="1"/>',
  '<w:basedOn w:val="a"/>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#x0;',
  ']]>',
  '<![CDATA[',
  '<!--',
  'xmlns:w=""',
  '<w:p '.repeat(50),
  '<a>'.repeat(300),
  '\ufffe',
].map(String);

function withPart(random: Random, parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(parts);
  const changed = { ...parts };
  for (let i = random.small(3); i >= 0; i--) {
    const name = random.pick(names);
    const xml = strFromU8(changed[name] ?? parts[name]!);
    changed[name] = strToU8(mutatedText(random, xml, WORD_PIECES));
    if (random.once(12)) delete changed[name];
  }
  return zipSync(changed, { level: 0 });
}

/** Word documents: their parts and the archive around them. */
export const docx: Target = {
  name: 'docx',
  limit: 2_000,
  async open() {
    const letter = fixture('letter.docx');
    const parts = unzipSync(letter);
    return (random) => read('a.docx', random.once(4) ? mutated(random, letter) : withPart(random, parts));
  },
};

function someArchive(random: Random, depth: number): Uint8Array {
  const names = [
    'a.txt',
    '二.md',
    '../../c.txt',
    '/d.html',
    'e/f\\g.txt',
    '__MACOSX/._a',
    'a.docx',
    'x'.repeat(400),
    '\u202e.txt',
    '',
  ];
  const file = (): Uint8Array => {
    if (depth > 0 && random.once(3)) return someArchive(random, depth - 1);
    return random.once(3) ? new Uint8Array(random.small(3 * 2 ** 20)) : utf8(TEXT.repeat(random.small(10)));
  };
  const entries = random.many(1 + random.small(6), () => [random.pick(names), file()] as const);
  return zipSync(Object.fromEntries(entries), { level: random.pick([0, 6]) });
}

/** Zip archives, archives in them, and bombs. */
export const zip: Target = {
  name: 'zip',
  limit: 3_000,
  async open() {
    const small = zipSync({ 'a.txt': utf8(TEXT), 'b/c.zip': zipSync({ 'd.md': utf8(TEXT) }) });
    return (random) => {
      if (random.once(40)) return read('a.zip', someArchive(random, 3));
      const bytes = mutated(random, small);
      // The list of files lies at the end.
      return read('a.zip', random.once(2) ? bytes : mutatedTail(random, small));
    };
  },
};

function mutatedTail(random: Random, bytes: Uint8Array): Uint8Array {
  const from = Math.max(0, bytes.length - 250);
  return Uint8Array.from([...bytes.subarray(0, from), ...mutated(random, bytes.subarray(from))]);
}

/** Pieces of PDF in places where they do not belong. */
const PDF_PIECES = [
  '1 0 R',
  '3 0 R',
  '<< /Length 9999999999 >>',
  '/Kids [2 0 R]',
  '/Count -1',
  '/Count 2147483647',
  'stream\n',
  'endstream',
  '<</Filter/FlateDecode>>',
  'obj',
  'endobj',
  '[',
  ']',
  '<<',
  '>>',
  '(',
  ')',
  '/Type /Catalog',
  'BT /F1 10 Tf',
  '<4E00> Tj',
  '/Prev 9',
  '0000000009 00000 n',
  'trailer',
  'xref\n0 99999',
  '%%EOF',
  '/Encrypt 3 0 R',
  'q '.repeat(200),
  '[ '.repeat(300),
  '/ToUnicode 10 0 R',
  '1 begincodespacerange <00> <ff>',
  '1 beginbfrange <0000> <ffffffff> <0000>',
];

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);

function smallPdf(): string {
  const toUnicode =
    'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0020> <4e00> endbfrange endcmap';
  const pdf = makePdf({
    font: '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 10 0 R /DescendantFonts [11 0 R] >>',
    objects: {
      10: `<< /Length ${toUnicode.length} >>\nstream\n${toUnicode}\nendstream`,
      11: '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
    },
    pages: ['BT /F1 12 Tf 20 500 Td <000100020003000400050006> Tj ET', 'BT /F1 12 Tf 20 300 Td <00070008> Tj ET'],
  });
  return Buffer.from(pdf).toString('latin1');
}

/** PDF files. What PDF.js throws of its own is an InputError by then. */
export const pdf: Target = {
  name: 'pdf',
  limit: 5_000,
  async open() {
    const [small, letter] = [smallPdf(), fixture('letter.pdf')];
    return (random) => {
      const bytes = random.once(20) ? mutated(random, letter) : latin1(mutatedText(random, small, PDF_PIECES));
      return read('a.pdf', random.once(4) ? mutated(random, bytes.length > 0 ? bytes : latin1(small)) : bytes);
    };
  },
};

/** Pieces of HTML, XHTML and Markdown in places where they do not belong. */
const MARKUP_PIECES = [
  '<div>',
  '</div>',
  '<p hidden>',
  '<table><tr><td>',
  '<template shadowrootmode=open>',
  '<svg><desc>',
  '<math><annotation-xml encoding="text/html">',
  '<script>',
  '</script>',
  '<style>',
  '<!--',
  '-->',
  '<textarea>',
  '<select>',
  '<plaintext>',
  '<meta charset=gbk>',
  '<meta http-equiv=content-type content="text/html;charset=utf-16">',
  '&#xd800;',
  '&nbsp',
  '<blockquote>'.repeat(80),
  '<b>'.repeat(80),
  '<a><p>'.repeat(40),
  '> '.repeat(60),
  '* '.repeat(60),
  '```',
  '[a](b',
  '| a |\n|-|',
  '\u0000',
  '<?xml version="1.0"?>',
  '<!DOCTYPE html>',
  '<html xmlns="http://www.w3.org/1999/xhtml">',
  '<![CDATA[',
  ']]>',
  '\ud800',
  '---\ntitle: ',
];

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>石榴</title></head><body><main><h1>题</h1><p>${TEXT}</p><ul><li>一<li>二</ul></main></body></html>`;
const NAMES = ['a.html', 'a.xhtml', 'a.md', 'a.txt', 'a', 'a.doc', 'a.jsonl'];
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'shift_jis', 'no-such', ''];

/** HTML, XHTML, Markdown and plain text, in any encoding. */
export const markup: Target = {
  name: 'markup',
  limit: 2_000,
  async open() {
    const encoders = [utf8, encoder('gb18030'), encoder('big5')];
    return async (random) => {
      const text = mutatedText(random, random.once(3) ? TEXT : PAGE, MARKUP_PIECES);
      const bytes = random.pick(encoders)(text.toWellFormed());
      const hostile = random.once(3) && bytes.length > 0 ? mutated(random, bytes) : bytes;
      const given = random.once(4) ? { encoding: random.pick(ENCODINGS) } : {};
      return isLetIn(InputError, () => readDocument(random.pick(NAMES), hostile, given));
    };
  },
};
