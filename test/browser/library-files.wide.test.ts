import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadCharacterMap } from '../../src/cli/character-maps.ts';
import { readDocument } from '../../src/files/read-file.ts';
import { encoder } from '../files/encode.ts';
import { hex, makePdf } from '../files/pdf.ts';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { until as untilIn } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/files', name)));

const TEXT = passage('own-04');
const LINE = TEXT.replace(/\s/gu, '').slice(0, 120);

/** A PDF whose font names one of Adobe's character maps and is not in the file. */
function gbkPdf(): Uint8Array {
  const font =
    '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 10 0 R >>] >>';
  const objects = {
    10: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
  };
  const lines = LINE.match(/.{1,24}/gu)!.map((line) => `${hex(encoder('gbk')(line))} Tj 0 -16 Td`);
  return makePdf({ font, objects, pages: [`BT /F1 12 Tf 50 500 Td ${lines.join(' ')} ET`] });
}

const TRADITIONAL =
  '巷口的裁縫鋪今年換了新招牌，老闆娘把舊的那一塊擦乾淨，掛在裡屋的牆上。她說這塊木板跟了她三十一年，比女兒的年紀還大。每逢下雨，門前的石階會積一點水，來取衣服的人便站在簷下聊天，有時一聊就是半個下午，衣服反倒忘了拿。';

/** A document whose entities would grow to gigabytes if they were expanded. */
function entityBomb(): Uint8Array {
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(12)}">`).join('');
  const body = `<!DOCTYPE a [<!ENTITY e0 "无">${entities}]><w:document xmlns:w="w"><w:body><w:p>&e12;</w:p></w:body></w:document>`;
  return zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(body) });
}

/** Files that cannot be read, by name, as they lie in one archive. */
const UNREADABLE = () => ({
  'locked.pdf': fixture('locked.pdf'),
  'empty.txt': strToU8(' '),
  'entities.docx': entityBomb(),
  // More than a text may have, in 40 kB.
  'zeros.txt': new Uint8Array(40 * 2 ** 20),
  'cut.pdf': fixture('printed.pdf').subarray(0, 900),
  'picture.docx': strToU8('\x89PNG\r\n\x1a\n'),
});

const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

type Row = readonly [what: string, name: string, bytes: () => Uint8Array, title: string];

const CORE: readonly Row[] = [['a PDF that names a character map', 'gbk.pdf', gbkPdf, 'gbk']];

const REST: readonly Row[] = [
  ['a document of LibreOffice', 'letter.docx', () => fixture('letter.docx'), '石榴树下'],
  ['a PDF of LibreOffice', 'letter.pdf', () => fixture('letter.pdf'), '石榴树下'],
  ['a page of LibreOffice', 'letter.html', () => fixture('letter.html'), '石榴树下'],
  ['a document of a library that writes Word files', 'word.docx', () => fixture('word.docx'), '荷塘'],
  ['a page that a browser printed', 'printed.pdf', () => fixture('printed.pdf'), '旧信箱'],
  ['text in UTF-8', '作文.txt', () => strToU8(TEXT), '作文'],
  ['text in UTF-16', '宽.txt', () => utf16(TEXT), '宽'],
  ['text in Big5', '大五.txt', () => encoder('big5')(TRADITIONAL), '大五'],
  ['text in GB18030', '国标.txt', () => encoder('gb18030')(TEXT), '国标'],
  ['Markdown', 'a.md', () => strToU8(`# 标题\n\n**${TEXT.slice(0, 4)}**${TEXT.slice(4)}`), 'a'],
  ['a saved page', 'b.html', () => strToU8(`<title>网页</title><p>${TEXT}</p>`), '网页'],
  ['an archive', 'c.zip', () => zipSync({ '2025/d.txt': strToU8(TEXT) }), 'd'],
];

/** Each step may take as long as reading and indexing do on a busy machine, in ms. */
const STEP_MS = 30_000;

const until = <T>(ask: () => Promise<T>, pleases: (answer: T) => boolean) => untilIn(ask, pleases, STEP_MS);

/** Puts files into the field of the page that takes files, as choosing them does. */
function give(page: TestPage, name: string, bytes: Uint8Array): Promise<void> {
  return page.evaluate(
    (given) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"][multiple]')!;
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(given.base64), (char) => char.charCodeAt(0));
      data.items.add(new File([content], given.name));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { name, base64: Buffer.from(bytes).toString('base64') },
  );
}

interface AskingPage {
  readonly chrome: {
    readonly runtime: { sendMessage(message: object): Promise<{ value: { marks: readonly { title: string }[] } }> };
  };
}

function titlesFoundIn(page: TestPage, text: string): Promise<string[]> {
  return page.evaluate(async (asked) => {
    const { runtime } = (globalThis as unknown as AskingPage).chrome;
    const { value } = await runtime.sendMessage({ dejaLu: 'check-text', ask: { text: asked } });
    return value.marks.map(({ title }) => title);
  }, text);
}

function deleteAll(page: TestPage): Promise<void> {
  return page.evaluate(async () => {
    for (const row of document.querySelectorAll('.essays > li'))
      row.querySelectorAll<HTMLElement>('button')[1]!.click();
  });
}

const rows = (page: TestPage) => page.evaluate(() => document.querySelectorAll('.essays > li').length);

describe.each(sharedBrowsers)('files in the library in %s', { timeout: 120_000 }, (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test.each(rowsOf(CORE, REST))('%s is found by its text once it was added', async (_what, name, bytes, title) => {
    const page = await world.browser.open(world.browser.extensionUrl('library.html'));
    await until(
      () => page.evaluate(() => document.querySelector('.library')?.getAttribute('aria-busy') ?? ''),
      (busy) => busy === 'false',
    );
    await give(page, name, bytes());
    await until(
      () => rows(page),
      (count) => count === 1,
    );
    const isArchive = name.endsWith('.zip');
    const text = isArchive ? TEXT : (await readDocument(name, bytes(), { loadCharacterMap })).text;
    const found = await until(
      () => titlesFoundIn(page, text),
      (titles) => titles.length > 0,
    );
    expect([...new Set(found)]).toEqual([title]);
    await deleteAll(page);
    expect(
      await until(
        () => rows(page),
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(
      await until(
        () => titlesFoundIn(page, text),
        (titles) => titles.length === 0,
      ),
    ).toEqual([]);
    await page.close();
  });

  test.each(rowsOf([], ['all.zip']))(
    'a file of %s that cannot be read costs itself alone, and says why',
    async (name) => {
      const page = await world.browser.open(world.browser.extensionUrl('library.html'));
      await until(
        () => page.evaluate(() => document.querySelector('.library')?.getAttribute('aria-busy') ?? ''),
        (busy) => busy === 'false',
      );
      const unreadable = UNREADABLE();
      const archive = zipSync({ ...unreadable, 'good.txt': strToU8(TEXT) });
      await give(page, name, archive);
      expect(
        await until(
          () => rows(page),
          (count) => count === 1,
        ),
      ).toBe(1);
      const told = await page.evaluate(() =>
        [...document.querySelectorAll('section li')].map(({ textContent }) => textContent ?? ''),
      );
      for (const inside of Object.keys(unreadable))
        expect(told.filter((line) => line.startsWith(`${name}/${inside}`))).toHaveLength(1);
      await deleteAll(page);
      await until(
        () => rows(page),
        (count) => count === 0,
      );
      await page.close();
    },
  );
});
