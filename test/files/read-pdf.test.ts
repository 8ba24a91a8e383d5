import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { loadCharacterMap } from '../../src/cli/character-maps.ts';
import type { InputError } from '../../src/files/input-error.ts';
import { readDocument } from '../../src/files/read-file.ts';
import { encoder } from './encode.ts';
import { hex, makePdf } from './pdf.ts';

const FILES = join(import.meta.dirname, '../fixtures/files');
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FILES, name)));

const read = (bytes: Uint8Array, name = 'essay.pdf') => readDocument(name, bytes, { loadCharacterMap });
const problemOf = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'none',
    ({ problem }: InputError) => problem,
  );

/** A font that is not in the file, as programs in China wrote it for twenty years. */
const fontOf = (cmap: string, ordering: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${cmap} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /DW 1000 /FontDescriptor 10 0 R >>] >>`;
const DESCRIPTOR = {
  10: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
};
const drawn = (bytes: Uint8Array) => `BT /F1 12 Tf 50 500 Td ${hex(bytes)} Tj ET`;

const LINE = '院子里的石榴树今年结了很多果';

test('made by LibreOffice: paragraphs, footnote and text box, title and date', { timeout: 60_000 }, async () => {
  const { text, facts, kind, unread } = await read(file('letter.pdf'));
  const lines = text.split('\n');
  expect(lines).toContain('后来外婆搬到了城里，石榴树还站在老地方。');
  expect(lines).toContain('框里写着：别忘了浇水。');
  expect(text).toMatch(/外婆每天早上都要数一遍。.*我跟在她后面，数的总是比她少一个。/u);
  expect(text).toContain('那年的秋天来得很早。');
  expect([kind, facts.title, facts.author, unread]).toEqual(['pdf', '石榴树下', '林小雨', []]);
  expect(facts.date).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
});

test('printed by a browser: paragraphs are complete, and radicals are turned back into letters', async () => {
  const { text } = await read(file('printed.pdf'));
  expect(text.split('\n')).toEqual([
    '旧信箱',
    '楼道里的旧信箱上了锁，钥匙早就不知道放到哪里去了。每天下班回来，我都会弯下腰，从那条细细的缝里看一看，好像还会有人写信来。',
    '有一次真的看见了一角白色，用铁丝钩了半天，勾出来的是十年前的一张电费单，上面写着我父亲的名字。',
  ]);
});

test.each([
  ['GBK-EUC-H', 'GB1', encoder('gbk')(LINE), LINE],
  ['GB-EUC-H', 'GB1', encoder('gbk')(LINE), LINE],
  ['UniGB-UCS2-H', 'GB1', new Uint8Array(Buffer.from(LINE, 'utf16le').swap16()), LINE],
  ['ETen-B5-H', 'CNS1', encoder('big5')('院子裡的石榴樹'), '院子裡的石榴樹'],
])('a font named by the character map %s, not in the file', async (cmap, ordering, bytes, text) => {
  expect((await read(makePdf({ font: fontOf(cmap, ordering), objects: DESCRIPTOR, pages: [drawn(bytes)] }))).text).toBe(
    text,
  );
});

test('pages without text are counted; a file that has no other pages is refused with that reason', async () => {
  const font = fontOf('GBK-EUC-H', 'GB1');
  const page = drawn(encoder('gbk')(LINE));
  const some = await read(makePdf({ font, objects: DESCRIPTOR, pages: [page, '', ''] }));
  expect([some.text, some.unread]).toEqual([LINE, [{ what: 'pages', count: 2 }]]);
  await expect(read(makePdf({ font, objects: DESCRIPTOR, pages: ['0 0 m', ''] }))).rejects.toMatchObject({
    problem: 'no-text',
    message: expect.stringContaining('its 2 pages are pictures'),
  });
});

test('text in a font that does not state its characters is refused as garbled', async () => {
  const bytes = Buffer.from(file('letter.pdf')).toString('latin1').replaceAll('/ToUnicode ', '/NoUnicode ');
  expect(await problemOf(new Uint8Array(Buffer.from(bytes, 'latin1')))).toBe('garbled');
});

test('a file locked by a password is refused', async () => {
  expect(await problemOf(file('locked.pdf'))).toBe('encrypted');
});

test('the signal ends the reading between two pages', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(readDocument('a.pdf', file('printed.pdf'), { signal })).rejects.toThrow('enough');
});

test('a file that ends early gives the text that remains and a note, or a reason', { timeout: 60_000 }, async () => {
  const whole = file('printed.pdf');
  for (const quarter of [0, 1, 2, 3]) {
    const part = whole.subarray(0, Math.floor((whole.length * quarter) / 4));
    const reading = await read(part).catch((error: InputError) => error);
    if ('problem' in reading) expect(['empty', 'damaged', 'no-text', 'garbled']).toContain(reading.problem);
    else expect(reading.unread).toContainEqual({ what: 'cut-off', count: 1 });
  }
});

test('what is kept of files that cannot be opened is given back', { timeout: 60_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const inBuffers = async () => {
    // PDF.js lets go of the last document in tasks that follow.
    await new Promise((done) => setTimeout(done, 50));
    collectGarbage();
    return process.memoryUsage().arrayBuffers / 2 ** 20;
  };
  const damaged = new Uint8Array(2 * 2 ** 20).fill(0x20);
  damaged.set(new TextEncoder().encode('%PDF-1.7\n'));
  expect(await problemOf(damaged)).toBe('damaged');
  const before = await inBuffers();
  for (let i = 0; i < 10; i++) await problemOf(damaged);
  // The engine sweeps buffers in a thread beside this one, on a loaded machine later.
  await expect.poll(async () => (await inBuffers()) - before, { message: 'MiB', timeout: 30_000 }).toBeLessThan(5);
});
