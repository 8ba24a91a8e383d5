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
import { until } from './marks.ts';
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

const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

type Row = readonly [what: string, name: string, bytes: () => Uint8Array, title: string];

const CORE: readonly Row[] = [['a PDF that names a character map', 'gbk.pdf', gbkPdf, 'gbk']];

const REST: readonly Row[] = [
  ['a document of LibreOffice', 'letter.docx', () => fixture('letter.docx'), '石榴树下'],
  ['a PDF of LibreOffice', 'letter.pdf', () => fixture('letter.pdf'), '石榴树下'],
  ['a page that a browser printed', 'printed.pdf', () => fixture('printed.pdf'), '旧信箱'],
  ['text in UTF-8', '作文.txt', () => strToU8(TEXT), '作文'],
  ['text in UTF-16', '宽.txt', () => utf16(TEXT), '宽'],
  ['text in GB18030', '国标.txt', () => encoder('gb18030')(TEXT), '国标'],
  ['Markdown', 'a.md', () => strToU8(`# 标题\n\n**${TEXT.slice(0, 4)}**${TEXT.slice(4)}`), 'a'],
  ['a saved page', 'b.html', () => strToU8(`<title>网页</title><p>${TEXT}</p>`), '网页'],
  ['an archive', 'c.zip', () => zipSync({ '2025/d.txt': strToU8(TEXT) }), 'd'],
];

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

describe.each(sharedBrowsers)('files in the library in %s', (_name, start) => {
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
      const archive = zipSync({
        'locked.pdf': fixture('locked.pdf'),
        'empty.txt': strToU8(' '),
        'good.txt': strToU8(TEXT),
      });
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
      for (const inside of [`${name}/locked.pdf`, `${name}/empty.txt`])
        expect(told.filter((line) => line.startsWith(inside))).toHaveLength(1);
      await deleteAll(page);
      await until(
        () => rows(page),
        (count) => count === 0,
      );
      await page.close();
    },
  );
});
