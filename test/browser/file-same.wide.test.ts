import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/cli/answer.ts';
import { runCheck } from '../../src/cli/run-check.ts';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { checkedViewFrom } from './checked.ts';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { filled } from './fill.ts';
import { han, marked, until } from './marks.ts';
import { type OnSite, startOnSite } from './start.ts';

/*
 * The command line finds in a file the letters that the extension marks in it. Every fixture page that no script and no frame
 * changes is compared.
 */

const PAGES = join(import.meta.dirname, '../fixtures/pages');

/** Pages on which only a style sheet or the layout hides something; `check` knows neither. */
const STYLED: readonly string[] = ['hidden.html', 'shown/alike.html', 'shown/unseen.html'];

/** Pages whose fields hold what is found: there are no marks in fields, but their letters are counted. */
const FIELDS: readonly string[] = ['fields.html', 'long-textarea.html'];

const LEGACY: Readonly<Record<string, string>> = { 'big5.html': 'big5', 'gb18030.html': 'gb18030' };

const isStatic = (name: string): boolean =>
  /\.(?:html|xhtml|svg|txt)$/u.test(name) &&
  !/<(?:script|iframe|frame)\b/iu.test(readFileSync(join(PAGES, name), 'latin1'));

const NAMES = [...readdirSync(PAGES), ...readdirSync(join(PAGES, 'shown')).map((name) => `shown/${name}`)].filter(
  isStatic,
);

interface Found {
  /** The Han letters that are found word for word, one after another. */
  readonly literal: string;
  /** All Han letters that are found, those in reworded passages too. */
  readonly count: number;
}

/** Ms in which a page is marked whole, on a busy machine too. */
const FOUND_WITHIN_MS = 20_000;

/** Ms after which a page of which less is expected finds no more. */
const RESTS_AFTER_MS = 3_000;

const NOTHING: Found = { literal: '', count: 0 };

/** What `check` finds in a fixture page. */
async function foundInFile(name: string, folder: string): Promise<Found> {
  const path = join(folder, basename(name));
  const bytes = readFileSync(join(PAGES, name));
  writeFileSync(path, name in LEGACY ? bytes : filled(bytes.toString('utf8')));
  const out: string[] = [];
  const options = ['--json', ...(name in LEGACY ? ['--encoding', LEGACY[name]!] : [])];
  expect(await runCheck([...options, path], { cwd: folder, out: (line) => out.push(line), err: () => {} })).toBe(0);
  const { matches, share, letters, text = readFileSync(path, 'utf8') } = JSON.parse(out[0]!) as Answer;
  const literal = matches.filter(({ kind }) => kind === 'literal').map(({ start, end }) => text.slice(start, end));
  return { literal: han(literal.join('')), count: Math.round(share * letters) };
}

let folder: string;
let on: OnSite<ChromiumBrowser>;
let own: TestPage;
let page: TestPage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-same-'));
  on = await startOnSite(startChromium);
  own = await on.browser.open(on.browser.extensionUrl('options.html'));
  page = await on.browser.open();
});
afterAll(async () => {
  await on?.close();
  rmSync(folder, { recursive: true });
});

/** What the extension finds in a page, once it is checked and finds what is expected, or has not for so many ms. */
async function foundInPage(name: string, expected: Found, ms: number): Promise<Found> {
  const charset = LEGACY[name];
  await page.goto(on.site.url(charset ? `${name}?charset=${charset}` : name));
  const foundNow = async (): Promise<Found> => {
    // The figures follow the marks: what is not on the screen is known only when something is found.
    const { figures } = await checkedViewFrom(own, page);
    return { literal: han(await marked(page)), count: figures.marked };
  };
  return until(foundNow, ({ literal, count }) => literal === expected.literal && count === expected.count, ms);
}

const PLAIN = NAMES.filter((name) => !STYLED.includes(name) && !FIELDS.includes(name));
const isCore = (name: string): boolean => name.startsWith('shown/') || name in LEGACY;

test('enough pages are compared', () => expect(NAMES.length).toBeGreaterThan(45));

test.each(
  rowsOf(
    PLAIN.filter(isCore),
    PLAIN.filter((name) => !isCore(name)),
  ),
)('%s', async (name) => {
  const inFile = await foundInFile(name, folder);
  expect(await foundInPage(name, inFile, FOUND_WITHIN_MS)).toEqual(inFile);
});

test.each(rowsOf(FIELDS, []))('%s: as many letters are found in fields', async (name) => {
  const inFile = await foundInFile(name, folder);
  expect(inFile.count).toBeGreaterThan(0);
  const expected = { literal: '', count: inFile.count };
  expect(await foundInPage(name, expected, FOUND_WITHIN_MS)).toEqual(expected);
});

test.each(rowsOf(STYLED, []))('%s: a file has no style sheet, so more is found in it', async (name) => {
  const inFile = await foundInFile(name, folder);
  expect(inFile.count).toBeGreaterThan((await foundInPage(name, NOTHING, RESTS_AFTER_MS)).count);
});
