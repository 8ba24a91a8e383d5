import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fileKind } from '../../src/files/file-kind.ts';
import { InputError } from '../../src/files/input-error.ts';
import { readDocument } from '../../src/files/read-file.ts';
import { type ArchiveLimits, type Reading, readDocuments } from '../../src/files/read-files.ts';
import { encoder, utf8 } from './encode.ts';
import { makePdf } from './pdf.ts';

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/files', name)));

const all = (bytes: Uint8Array, limits?: ArchiveLimits): Promise<Reading[]> =>
  Array.fromAsync(readDocuments('essays.zip', bytes, {}, limits));

/** What became of each file, by its place: its text, or its problem in brackets. */
async function told(bytes: Uint8Array, limits?: ArchiveLimits): Promise<Record<string, string>> {
  const readings = await all(bytes, limits);
  return Object.fromEntries(
    readings.map((one) => [one.name, 'error' in one ? `[${one.error.problem}]` : one.document.text]),
  );
}

const TEXT = '院子里的石榴树今年结了很多果，外婆每天早上都要数一遍。';

describe('one file', () => {
  test.each([
    ['essay.txt', utf8(TEXT), 'text', TEXT],
    ['essay.txt', encoder('gb18030')(TEXT), 'text', TEXT],
    ['essay', utf8(`<!doctype html><p>${TEXT}</p>`), 'html', TEXT],
    ['essay.doc', utf8(`<html><p>${TEXT}</p></html>`), 'html', TEXT],
    [
      'essay.md',
      utf8(
        `# 题目\n\n院子里的**石榴树**今年[结了](http://a.b)很多果\n\n- 一\n- 二\n\n\`\`\`\n码\n\`\`\`\n\n<p hidden>无</p>`,
      ),
      'markdown',
      '题目\n院子里的石榴树今年结了很多果\n一\n二\n码 ',
    ],
    ['essay.md', utf8('---\ntitle: "题"\ndate: 2025-01-02\n---\n正文'), 'markdown', '正文'],
  ])('%s: %#', async (name, bytes, kind, text) => {
    expect(await readDocument(name, bytes)).toMatchObject({ kind, text, unread: [] });
  });

  test.each([
    ['prose', '院子里的石榴树\n外婆数了一遍'],
    ['prose after what looks like a key', '引子: 石榴\n院子里的石榴树'],
    ['a list', '- 一\n- 二'],
  ])('two rulers around %s in Markdown are no head: the text stays', async (_, between) => {
    const { text, facts } = await readDocument('a.md', utf8(`---\n${between}\n---\n正文`));
    for (const line of between.split('\n')) expect(text).toContain(line.replace('- ', ''));
    expect(text).toContain('正文');
    expect(facts.title).toBe('');
  });

  test('Markdown front matter may contain comments, lists, brackets and long values', async () => {
    const head = 'title: 题\r\n# 注\r\ntags:\r\n- 甲\r\n标签: [\r\n  乙\r\n]\r\n\r\nnote: >-\r\n  长\r\n  话';
    expect(await readDocument('a.md', utf8(`---\r\n${head}\r\n---\r\n正文`))).toMatchObject({
      text: '正文',
      facts: { title: '题' },
    });
  });

  test('a text that mentions the signature of a PDF is a text; in a file named .pdf the signature may come later', async () => {
    const text = `文件开头的“%PDF-”是什么意思？${TEXT}`;
    expect(await readDocument('a.txt', utf8(text))).toMatchObject({ kind: 'text', text });
    const pdf = file('printed.pdf');
    const late = new Uint8Array(Buffer.concat([utf8('\r\n'), pdf]));
    expect(['a', 'a.pdf'].map((name) => fileKind(name, pdf).kind)).toEqual(['pdf', 'pdf']);
    expect(fileKind('A.PDF', late).kind).toBe('pdf');
    expect(fileKind('a.txt', late).kind).toBe('text');
  });

  test('comments before a page, and many comments without a page, are skipped in bounded time', () => {
    const comments = '<!-- - -->'.repeat(300);
    const before = process.cpuUsage();
    expect(fileKind('page', utf8(`${comments}<html>`)).kind).toBe('html');
    expect(fileKind('page', utf8(`${comments}石榴`)).kind).toBe('text');
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });

  test('Markdown that nests deeper than its parser allows is read as plain text', async () => {
    const source = `${'> '.repeat(20_000)}${TEXT}`;
    expect((await readDocument('a.md', utf8(source))).text).toBe(source);
  });

  test('title, author and date that it states', async () => {
    const md = await readDocument('a.md', utf8('---\ntitle: "题"\nauthor: 甲\ndate: 2025-01-02 08:00\n---\n正文'));
    expect(md.facts).toEqual({ title: '题', author: '甲', date: '2025-01-02' });
    const html = await readDocument('a.html', utf8(`<title> 石榴\n树 </title><p>${TEXT}`));
    expect(html.facts.title).toBe('石榴 树');
  });

  test('a given encoding overrides a detected one', async () => {
    const given = await readDocument('a.txt', encoder('big5')('院子裡'), { encoding: 'big5' });
    expect(given).toMatchObject({ text: '院子裡', encoding: { encoding: 'big5', by: 'user' } });
  });

  test.each([
    ['a.odt', zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }] }), 'unsupported'],
    ['a.xlsx', zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'xl/workbook.xml': strToU8('<a/>') }), 'unsupported'],
    ['a.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'unsupported'],
    ['a.pdf', utf8(TEXT), 'damaged'],
    ['a.txt', new Uint8Array(0), 'empty'],
  ])('%s is refused: %s', async (name, bytes, problem) => {
    await expect(readDocument(name, bytes)).rejects.toMatchObject({ problem });
  });
});

describe('an archive', () => {
  test('gives each of its files, including those of archives in it; files of programs are left out', async () => {
    const inner = zipSync({ 'c.txt': strToU8(`${TEXT}三`) });
    const archive = zipSync({
      '2025/a.txt': strToU8(`${TEXT}一`),
      'b.docx': file('letter.docx'),
      'more.zip': inner,
      'locked.pdf': file('locked.pdf'),
      'picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1),
      '__MACOSX/._a.txt': strToU8('无'),
      '.DS_Store': strToU8('无'),
    });
    expect(await told(archive)).toEqual({
      'essays.zip/2025/a.txt': `${TEXT}一`,
      'essays.zip/b.docx': expect.stringContaining('石榴树下'),
      'essays.zip/more.zip/c.txt': `${TEXT}三`,
      'essays.zip/locked.pdf': '[encrypted]',
      'essays.zip/picture.png': '[unsupported]',
    });
  });

  test('names that lead out of it are only names; names in GBK are decoded', async () => {
    const names = await told(zipSync({ '../../etc/passwd.txt': strToU8(TEXT), 'C:\\a.txt': strToU8(TEXT) }));
    expect(Object.keys(names)).toEqual(['essays.zip/../../etc/passwd.txt', 'essays.zip/C:/a.txt']);
    const gbk = Buffer.from(zipSync({ xxxxxxxx: strToU8(TEXT) }));
    const name = encoder('gbk')('作文一班');
    for (let at = gbk.indexOf('xxxxxxxx'); at >= 0; at = gbk.indexOf('xxxxxxxx')) gbk.set(name, at);
    expect(Object.keys(await told(new Uint8Array(gbk)))).toEqual(['essays.zip/作文一班']);
  });

  test('is opened up to three levels deep', async () => {
    let archive = strToU8(TEXT);
    for (const name of ['a.txt', '3.zip', '2.zip', '1.zip']) archive = zipSync({ [name]: archive });
    expect(await told(archive)).toEqual({ 'essays.zip/1.zip/2.zip/3.zip': '[unsupported]' });
  });

  /** The place of a field in the first entry of an archive's list. */
  const inList = (archive: Uint8Array, offset: number) =>
    Buffer.from(archive).indexOf('PK\x01\x02', 0, 'latin1') + offset;

  test('a locked file, an unknown compression and a damaged file do not affect the other files', async () => {
    const make = (change: (bytes: Uint8Array, list: (offset: number) => number) => void) => {
      const bytes = zipSync({ 'a.txt': strToU8(TEXT.repeat(9)), 'b.txt': strToU8(TEXT) });
      change(bytes, (offset) => inList(bytes, offset));
      return told(bytes);
    };
    const b = { 'essays.zip/b.txt': TEXT };
    const locked = make((bytes, list) => (bytes[list(8)] = 1));
    expect(await locked).toEqual({ 'essays.zip/a.txt': '[encrypted]', ...b });
    expect(await make((bytes, list) => (bytes[list(10)] = 14))).toEqual({ 'essays.zip/a.txt': '[unsupported]', ...b });
    expect(await make((bytes, list) => (bytes[list(16)]! ^= 1))).toEqual({ 'essays.zip/a.txt': '[damaged]', ...b });
    expect(await make((bytes) => (bytes[40] = 0xff))).toEqual({ 'essays.zip/a.txt': '[damaged]', ...b });
  });

  test('a zip bomb is stopped at the limit, though it states a small size', async () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(3 * 2 ** 20), 'b.txt': strToU8(TEXT) });
    new DataView(bomb.buffer).setUint32(inList(bomb, 24), 100, true);
    expect(await told(bomb, { file: 2 ** 20, all: 2 ** 22 })).toEqual({
      'essays.zip/a.txt': '[too-large]',
      'essays.zip/b.txt': TEXT,
    });
  });

  /** An archive whose list names its first file so many times. */
  function named(archive: Uint8Array, times: number): Uint8Array {
    const [start, end] = ['PK\x01\x02', 'PK\x05\x06'].map((sign) => Buffer.from(archive).indexOf(sign, 0, 'latin1'));
    const entries = Array.from({ length: times }, () => archive.subarray(start, end));
    const bytes = Buffer.concat([archive.subarray(0, start), ...entries, archive.subarray(end)]);
    bytes.writeUInt16LE(times, bytes.length - 22 + 10);
    return new Uint8Array(bytes);
  }

  test.each([
    ['packed', 6],
    ['stored', 0],
  ] as const)('what was unpacked in vain counts, too: %s', async (_, level) => {
    const one = zipSync({ 'a.txt': [new Uint8Array(2 ** 20), { level }] });
    one[inList(one, 16)]! ^= 1;
    const readings = await all(named(one, 6), { file: 2 ** 20, all: 3 * 2 ** 20 });
    expect(readings.map((each) => 'error' in each && each.error.problem)).toEqual([
      ...Array(3).fill('damaged'),
      ...Array(3).fill('too-large'),
    ]);
  });

  test('a stored file that states a small size is held to the limit', async () => {
    const one = zipSync({ 'a.txt': [strToU8(TEXT), { level: 0 }] });
    new DataView(one.buffer).setUint32(inList(one, 24), 10, true);
    expect(await told(one, { file: 20, all: 100 })).toEqual({ 'essays.zip/a.txt': '[too-large]' });
  });

  test('other tasks run between two files', async () => {
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    const archive = zipSync({ 'a.txt': strToU8(TEXT), 'b.txt': strToU8(TEXT) });
    await Array.fromAsync(readDocuments('essays.zip', archive, { pause: () => pause() }));
    expect(turned).toBe(true);
  });

  test('a document that takes too long does not affect the other files', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
    const pdf = makePdf({ font, pages: Array(300).fill('BT /F1 12 Tf 10 500 Td (pomegranate) Tj ET') });
    // The first reading loads the library, so that nothing but the pages takes time in the second.
    expect(await readDocument('a.pdf', pdf)).toMatchObject({ kind: 'pdf' });
    const archive = zipSync({ 'a.pdf': pdf, 'b.txt': strToU8(TEXT) });
    const readings = await Array.fromAsync(
      readDocuments('essays.zip', archive, { newSignal: () => AbortSignal.timeout(20), pause: () => pause() }),
    );
    expect(readings).toMatchObject([
      { error: { message: 'takes too long to read: split it' } },
      { document: { text: TEXT } },
    ]);
  });

  test('the total size of files is bounded, also where all of them share one place of the archive', async () => {
    const one = zipSync({ 'a.txt': strToU8(TEXT) });
    const readings = await all(named(one, 5), { file: 100, all: 250 });
    const told = readings.map((each) => ('error' in each ? each.error.message : 'read'));
    const refused = expect.stringContaining('more files than are unpacked');
    expect(told).toEqual(['read', 'read', 'read', refused, refused]);
  });
});

test('a file that is cut off anywhere, or changed, gives a text or a reason, in bounded time', {
  timeout: 120_000,
}, async () => {
  const files = ['letter.docx', 'printed.pdf'].map((name) => [name, file(name)] as const);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(255),
      fc.boolean(),
      async ([name, bytes], at, byte, cut) => {
        const place = Math.floor(at * (bytes.length - 1));
        const changed = bytes.slice(0, cut ? place : bytes.length);
        if (!cut) changed[place] = byte;
        const before = process.cpuUsage();
        const reading = await readDocument(name, changed).catch((error: unknown) => error);
        if (reading instanceof Error) expect(reading).toBeInstanceOf(InputError);
        expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
      },
    ),
    { numRuns: 60 },
  );
});
