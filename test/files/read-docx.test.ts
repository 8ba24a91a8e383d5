import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeletedTextRun,
  Document,
  FootnoteReferenceRun,
  Header,
  InsertedTextRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
} from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/files/read-file.ts';
import { NO_TRACES } from '../../src/files/read-text.ts';

const read = (bytes: Uint8Array) => readDocument('essay.docx', bytes);
const letter = () => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/files/letter.docx')));

const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** A document with this body, and this text before its root element. */
function docx(body: string, { before = '', namespace = WORD, styles = '' } = {}): Uint8Array {
  const document = `${before}<w:document xmlns:w="${namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`;
  return zipSync({
    '[Content_Types].xml': strToU8(TYPES),
    'word/document.xml': strToU8(document),
    'word/styles.xml': strToU8(`<w:styles xmlns:w="${namespace}">${styles}</w:styles>`),
  });
}
const run = (text: string, format = '') => `<w:r><w:rPr>${format}</w:rPr><w:t>${text}</w:t></w:r>`;

test('made by LibreOffice: insertions, footnote, text box, table and header are text; deletions and hidden text are not', async () => {
  expect(await read(letter())).toEqual({
    kind: 'docx',
    text: [
      '石榴树下',
      '院子里的石榴树今年结了很多果，外婆每天早上都要数一遍。她说数着数着天就凉了，果子也就红了。我跟在她后面，数的总是比她少一个。',
      '最高的那一枝伸到了隔壁的屋檐上，邻居家的孩子隔着墙问我们什么时候可以摘。',
      '框里写着：别忘了浇水。',
      '第一年三个果',
      '第二年十二个果',
      '后来外婆搬到了城里，石榴树还站在老地方。',
      '那年的秋天来得很早。',
      '校刊投稿',
    ].join('\n'),
    unread: [{ what: 'hidden', count: 12, text: '这里藏着一句看不见的话。' }],
    facts: { title: '石榴树下', author: '林小雨', date: '2025-03-12' },
    traces: NO_TRACES,
  });
});

test('made by a library that writes Word documents', async () => {
  const change = { id: 1, author: '甲', date: '2025-01-01T00:00:00Z' };
  const document = new Document({
    title: '信箱',
    creator: '周明',
    footnotes: { 1: { children: [new Paragraph('注在页脚。')] } },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('页眉的字')] }) },
        children: [
          new Paragraph({
            children: [
              new TextRun('楼道里的'),
              new DeletedTextRun({ ...change, text: '删去的' }),
              new InsertedTextRun({ ...change, id: 2, text: '旧' }),
              new TextRun('信箱'),
              new FootnoteReferenceRun(1),
              new TextRun({ text: '藏', vanish: true }),
              new TextRun({ text: '上了锁', bold: true }),
            ],
          }),
          new Textbox({ children: [new Paragraph('框中的字')] }),
          new Table({ rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('格中的字')] })] })] }),
        ],
      },
    ],
  });
  const { text, unread, facts } = await read(new Uint8Array(await Packer.toBuffer(document)));
  expect(text.split('\n')).toEqual(['楼道里的旧信箱上了锁', '框中的字', '格中的字', '注在页脚。', '页眉的字']);
  expect(unread).toEqual([{ what: 'hidden', count: 1, text: '藏' }]);
  expect([facts.title, facts.author]).toEqual(['信箱', '周明']);
});

test('made by that library and kept as a file: the deletion and the hidden sentence are not text', async () => {
  const file = new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/files/word.docx')));
  const { text, unread, facts } = await read(file);
  expect(text.split('\n').slice(-3)).toEqual(['末尾这一句是后来添上的。', '框里写着值班的电话。', '脚注里的一句话。']);
  expect(text).not.toMatch(/删去的话|看不见/u);
  expect(unread).toEqual([{ what: 'hidden', count: 6, text: '看不见的一句' }]);
  expect([facts.title, facts.author]).toEqual(['荷塘', '周明']);
});

describe('only what Word shows is text', () => {
  const HIDING =
    '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>';
  test.each([
    ['runs of one paragraph', `<w:p>${run('一')}${run('二')}</w:p><w:p>${run('三')}</w:p>`, '一二\n三'],
    [
      'what was moved, at its new place',
      `<w:p><w:moveFrom>${run('无')}</w:moveFrom><w:moveTo>${run('一')}</w:moveTo></w:p>`,
      '一',
    ],
    [
      'a tab, a line break, a hyphen',
      '<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/></w:r></w:p>',
      '一\t二\n三-',
    ],
    ['a field’s result, not its code', `<w:p><w:r><w:instrText>无</w:instrText></w:r>${run('一')}</w:p>`, '一'],
    [
      'one of two forms of a text box',
      `<w:p>${run('一')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>${run('框')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>${run('框')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>${run('二')}</w:p>`,
      '一二\n框',
    ],
    [
      'letters without their reading',
      '<w:p><w:r><w:ruby><w:rt><w:r><w:t>yī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>一</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
      '一',
    ],
    ['hidden, switched off again', `<w:p>${run('一', '<w:vanish w:val="0"/>')}${run('无', '<w:vanish/>')}</w:p>`, '一'],
    [
      'hidden by a style, and by one that is based on it',
      `<w:p>${run('无', '<w:rStyle w:val="I"/>')}${run('一')}</w:p><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('无')}${run('二', '<w:vanish w:val="false"/>')}</w:p>`,
      '一\n二',
    ],
    [
      'the mark of a paragraph alone is hidden',
      `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run('一')}</w:p>`,
      '一',
    ],
    ['a former format', `<w:p>${run('一', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>')}</w:p>`, '一'],
  ])('%s', async (_, body, text) => {
    expect((await read(docx(body, { styles: HIDING }))).text).toBe(text);
  });

  test('strict documents use another namespace; text elements of other vocabularies are ignored', async () => {
    const body = `<w:p>${run('一')}<m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">x</m:t></w:p>`;
    expect((await read(docx(body, { namespace: 'http://purl.oclc.org/ooxml/wordprocessingml/main' }))).text).toBe('一');
  });
});

describe('a hostile or damaged document costs bounded work', () => {
  const deep = (depth: number) => '<w:p>'.repeat(depth) + run('一') + '</w:p>'.repeat(depth);
  test.each([
    [
      'an entity bomb',
      docx('<w:p/>', { before: '<!DOCTYPE a [<!ENTITY b "无"><!ENTITY c "&b;&b;">]>' }),
      'damaged',
      /document type/,
    ],
    ['no well-formed XML', docx('<w:p>'), 'damaged', /no well-formed XML/],
    ['too deep', docx(deep(2_000)), 'damaged', /deeper than 1000/],
    [
      'no list of parts',
      zipSync({ 'word/document.xml': strToU8('<a/>'), '[Content_Types].xml': strToU8('<a/>') }),
      'damaged',
      /no main part/,
    ],
    ['no text', docx('<w:p/>'), 'no-text', /no text/],
    [
      'a part of 65 MiB',
      docx(`<w:p>${' '.repeat(65 * 2 ** 20)}</w:p>`),
      'too-large',
      /65\.0 MiB, the limit is 64\.0 MiB/,
    ],
    ['text under its name', strToU8('石榴树'), 'damaged', /is no \.docx file/],
  ])('%s', async (_, bytes, problem, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ problem, message: expect.stringMatching(message) });
  });

  test('styles that are based on each other', async () => {
    const styles =
      '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>';
    expect((await read(docx(`<w:p>${run('一', '<w:rStyle w:val="A"/>')}</w:p>`, { styles }))).text).toBe('一');
  });

  test('a chain of styles as long as the document is followed once only', async () => {
    const length = 20_000;
    const style = (i: number) => `<w:style w:styleId="S${i}"><w:basedOn w:val="S${i + 1}"/></w:style>`;
    const chain = Array.from({ length }, (_, i) => style(i)).join('');
    const styles = `${chain}<w:style w:styleId="S${length}"><w:rPr><w:vanish/></w:rPr></w:style>`;
    const runs = Array.from({ length }, (_, i) => run('无', `<w:rStyle w:val="S${i}"/>`)).join('');
    const bytes = docx(`<w:p>${runs}${run('一')}</w:p>`, { styles });
    const before = process.cpuUsage();
    const { text, unread } = await read(bytes);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    expect(text).toBe('一');
    // Characters of the document: what parts its pieces in the list is none.
    expect(unread).toMatchObject([{ what: 'hidden', count: length }]);
  });

  test('a changed byte is detected by the checksum', async () => {
    const bytes = letter();
    const [, ...parts] = Object.keys(unzipSync(bytes));
    expect(parts).toContain('word/document.xml');
    const at = Buffer.from(bytes).indexOf('word/document.xml') + 200;
    bytes[at] = bytes[at]! ^ 1;
    await expect(read(bytes)).rejects.toMatchObject({ problem: 'damaged' });
  });

  test('a document locked by a password is recognised as an OLE container with an encryption stream', async () => {
    const bytes = new Uint8Array(4096);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    new DataView(bytes.buffer).setUint16(30, 9, true);
    new DataView(bytes.buffer).setUint32(48, 1, true);
    bytes.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024 + 128);
    await expect(read(bytes)).rejects.toMatchObject({ problem: 'encrypted' });
  });
});

test('template and revision ids are read from where Word keeps them, ids once and in one spelling', async () => {
  const parts = unzipSync(docx(`<w:p>${run('一口老井')}</w:p>`));
  const settings =
    '<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>';
  const rsids =
    '<w:rsidRoot w:val="00a1b2c3"/><w:rsid w:val="00A1B2C3"/><w:rsid w:val="00D4E5F6"/><w:rsid w:val="much too long"/>';
  const { traces } = await read(
    zipSync({
      ...parts,
      '[Content_Types].xml': strToU8(TYPES.replace('</Types>', `${settings}</Types>`)),
      'word/settings.xml': strToU8(`<w:settings xmlns:w="${WORD}"><w:rsids>${rsids}</w:rsids></w:settings>`),
      'docProps/app.xml': strToU8('<Properties><Template>作文格.dotx</Template><Pages>2</Pages></Properties>'),
    }),
  );
  expect(traces).toEqual({ template: '作文格.dotx', revisions: ['00A1B2C3', '00D4E5F6'] });
});
