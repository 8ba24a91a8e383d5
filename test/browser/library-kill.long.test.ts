import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { brokenIn, type StoredLibrary, storedIn, textOf } from './killed-library.ts';
import { driveLibrary, type LibraryDriver, openLibrary, press, titlesFoundIn } from './library-driver.ts';
import { until } from './marks.ts';
import { startBoth } from './start.ts';

/*
 * The browser is killed during imports and during each kind of write. What the page showed as done is there afterwards, what was half done is
 * not, and all that is there holds together.
 */

/** Kills during imports, each at a later moment; Firefox starts more slowly. */
const IMPORT_KILLS = { chromium: 14, firefox: 6 } as const;
/** Files of an import. */
const FILES = 24;
/** Kills of these come so many ms after the last file was listed, while the files are indexed and segments merged; the others before. */
const WHILE_INDEXED_MS = [50, 400, 1_000, 2_000];

const NO_FACTS = { author: '', date: '', url: '', tags: [], note: '', added: 1 };
const BASE = {
  collections: [
    { id: 'one', name: '甲集', made: 1, on: true, mine: false },
    { id: 'two', name: '乙集', made: 2, on: true, mine: false },
  ],
  essays: [900, 901, 902].map((number) => ({
    ...NO_FACTS,
    id: `b${number}`,
    title: `e${number}`,
    collection: 'one',
    text: textOf(number),
  })),
};

const TITLES = BASE.essays.map(({ title }) => title);

/** A backup of the settings that the page has, with this library. */
async function backupOf({ page, words, saved }: LibraryDriver, library: typeof BASE): Promise<string> {
  await press(page, words.say('backupSave'));
  const [whole] = await until(saved, (files) => files.length > 0);
  return JSON.stringify({ ...JSON.parse(whole!), ...library });
}

/** What the page shows of the library, as text. */
const shownIn = ({ page }: LibraryDriver) => page.evaluate(() => document.querySelector('main')!.innerText);

/** Puts `BASE` in the place of what is in the library, and waits until it is indexed. */
async function begin(library: LibraryDriver): Promise<void> {
  await library.restore(await backupOf(library, BASE), 'replace');
  // The library may have had the same titles before.
  const said = library.words.count('backupRestored', TITLES.length);
  expect(
    await until(
      () => shownIn(library),
      (text) => text.includes(said),
    ),
  ).toContain(said);
  await library.indexed(...TITLES);
}

/** Presses a button in the row of an essay. */
function pressInRow({ page }: LibraryDriver, title: string, label: string): Promise<void> {
  return page.evaluate(
    (given) => {
      const rows = [...document.querySelectorAll('.essays > li')];
      const row = rows.find(({ textContent }) => textContent?.includes(given.title));
      [...row!.querySelectorAll('button')].find(({ textContent }) => textContent === given.label)!.click();
    },
    { title, label },
  );
}

async function writeNote(library: LibraryDriver): Promise<void> {
  await pressInRow(library, 'e900', library.words.say('edit'));
  await library.page.evaluate(() => {
    const field = [...document.querySelectorAll<HTMLInputElement>('.essays form input')].at(-1)!;
    field.value = '新备注';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press(library.page, library.words.say('saveChanges'));
}

async function move({ page }: LibraryDriver): Promise<void> {
  await page.evaluate(() => {
    for (const box of document.querySelectorAll<HTMLInputElement>('.essay input')) box.click();
  });
  await page.evaluate(() => {
    const select = [...document.querySelectorAll<HTMLSelectElement>('.row.card select')].at(-1)!;
    select.value = 'two';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

const deleteOne = (library: LibraryDriver) => pressInRow(library, 'e900', library.words.say('delete'));

/** A kind of write: what leads to it, the write, whether the page shows it as done, and what the library has then. */
interface Write {
  readonly before?: (library: LibraryDriver) => Promise<void>;
  readonly write: (library: LibraryDriver) => Promise<void>;
  readonly isShown: (library: LibraryDriver) => Promise<boolean>;
  readonly after: (stored: StoredLibrary) => boolean;
}

const isListed = async (library: LibraryDriver, title: string) => (await library.titles()).includes(title);
const has = ({ essays }: StoredLibrary, title: string) => essays.some((essay) => essay.title === title);

const WRITES: Readonly<Record<string, Write>> = {
  edit: {
    write: writeNote,
    isShown: async (library) => (await shownIn(library)).includes('新备注'),
    after: ({ essays }) => essays.some(({ note }) => note === '新备注'),
  },
  move: {
    write: move,
    isShown: async (library) => (await shownIn(library)).includes('乙集 · '),
    after: ({ essays }) => essays.every(({ collection }) => collection === 'two'),
  },
  delete: {
    write: deleteOne,
    isShown: async (library) => !(await isListed(library, 'e900')),
    after: (stored) => !has(stored, 'e900'),
  },
  undo: {
    async before(library) {
      await deleteOne(library);
      await until(library.titles, (titles) => !titles.includes('e900'));
    },
    write: (library) => press(library.page, library.words.say('undo')),
    isShown: (library) => isListed(library, 'e900'),
    after: (stored) => has(stored, 'e900'),
  },
  'delete a collection': {
    write: ({ page, words }) =>
      page.evaluate((label) => {
        const rows = [...document.querySelectorAll('section li.card')];
        const row = rows.find(({ textContent }) => textContent?.includes('甲集'));
        [...row!.querySelectorAll('button')].find(({ textContent }) => textContent === label)!.click();
      }, words.say('delete')),
    isShown: async (library) => (await library.titles()).length === 0,
    after: ({ essays, collections }) => essays.length === 0 && collections.length === 1,
  },
  switch: {
    write: ({ page }) => page.evaluate(() => document.querySelectorAll<HTMLElement>('[role=switch]')[1]!.click()),
    isShown: ({ page }) =>
      page.evaluate(() => document.querySelectorAll('[role=switch]')[1]!.getAttribute('aria-checked') === 'false'),
    after: ({ collections }) => collections.some(({ on }) => !on),
  },
  restore: {
    async write(library) {
      const essays = BASE.essays.map((essay) => ({ ...essay, id: `c${essay.id}`, title: `n${essay.title}` }));
      await library.restore(await backupOf(library, { ...BASE, essays }), 'replace');
    },
    isShown: (library) => isListed(library, 'ne900'),
    after: (stored) => stored.essays.every(({ title }) => title.startsWith('n')) && stored.essays.length === 3,
  },
  // Two segments of a size become one.
  merge: {
    write: (library) => library.add(textOf(950), 'e950'),
    isShown: (library) => isListed(library, 'e950'),
    after: (stored) => has(stored, 'e950'),
  },
};

/** When a browser is killed: at once, as soon as the page shows the write as done, or while the essays are indexed anew after it. */
const MOMENTS = ['at once', 'when it is shown', 'soon after'] as const;
const SOON_MS = 400;

/** Lets the write go on until the moment of the kill. Resolves with whether the page has shown it as done. */
async function waitFor(moment: (typeof MOMENTS)[number], isShown: () => Promise<boolean>): Promise<boolean> {
  if (moment === 'at once') return isShown();
  const shown = await until(isShown, (is) => is);
  if (moment === 'soon after') await new Promise((done) => setTimeout(done, SOON_MS));
  return shown;
}

describe.each(startBoth)('a library in %s whose browser is killed', (name, start) => {
  const profile = mkdtempSync(join(tmpdir(), 'deja-lu-kill-'));
  /** The browser that is running: launched after a kill, and used until the next one. */
  let running: TestBrowser | null = null;
  afterAll(async () => {
    await running?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  async function launched(): Promise<TestBrowser> {
    running ??= await start({ profile });
    return running;
  }

  async function kill(): Promise<void> {
    await running?.kill();
    running = null;
  }

  /** Opens the library of a browser that was launched after a kill, and waits until it holds together again. */
  async function reopened(browser: TestBrowser): Promise<StoredLibrary> {
    const library = await openLibrary(browser);
    const stored = () => library.page.evaluate(storedIn);
    const indexed = await until(stored, ({ essays }) => essays.every(({ pending }) => pending === 0), 60_000);
    expect(brokenIn(indexed)).toEqual([]);
    await library.page.close();
    return indexed;
  }

  /** Begins an import, and kills the browser when so many files are listed, and so many ms later. Resolves with what was listed. */
  async function importAndKill(first: number, wanted: number, later: number): Promise<string[]> {
    const library = await openLibrary(await launched());
    const files = Array.from({ length: FILES }, (_, i) => ({ name: `e${first + i}.txt`, text: textOf(first + i) }));
    const names = new Set(files.map(({ name: file }) => file.slice(0, -4)));
    await library.addFiles(files);
    const listed = () => library.titles().then((titles) => titles.filter((title) => names.has(title)));
    await until(listed, (titles) => titles.length >= wanted, 60_000);
    await new Promise((done) => setTimeout(done, later));
    const shown = await listed();
    await kill();
    return shown;
  }

  test('during imports loses nothing that was listed as stored, and goes on where it was', {
    timeout: 1_200_000,
  }, async () => {
    const kills = IMPORT_KILLS[name];
    const listed = new Set<string>();
    for (let number = 0; number < kills; number++) {
      const indexed = WHILE_INDEXED_MS[number - (kills - WHILE_INDEXED_MS.length)];
      const wanted = indexed === undefined ? number * 2 : FILES;
      for (const title of await importAndKill(number * FILES, wanted, indexed ?? 0)) listed.add(title);
    }
    expect(listed.size).toBeGreaterThan(FILES);
    const { essays } = await reopened(await launched());
    const titles = new Set(essays.map(({ title }) => title));
    expect([...listed].filter((title) => !titles.has(title))).toEqual([]);
    expect(titles.size).toBe(essays.length);
    // Each is found by its text alone; some of them are enough, as all have their place in a segment.
    const { page } = await openLibrary(await launched());
    for (const title of [...titles].filter((_, i) => i % FILES === 0))
      expect(await titlesFoundIn(page, textOf(Number(title.slice(1)))), title).toEqual([title]);
    await page.close();
  });

  const rows = Object.keys(WRITES).flatMap((kind) => MOMENTS.map((moment) => [kind, moment] as const));
  // A launch of Firefox takes long: each kind of write once, at the moment that says most.
  const kills = name === 'firefox' ? rows.filter(([, moment]) => moment === 'when it is shown') : rows;

  test.each(kills)(
    'during the write "%s", %s, has all of it or nothing',
    { timeout: 180_000 },
    async (kind, moment) => {
      const { before, write, isShown, after } = WRITES[kind]!;
      const library = await openLibrary(await launched());
      await begin(library);
      await before?.(library);
      await driveLibrary(library.page);
      const unchanged = JSON.stringify(withoutIndex(await library.page.evaluate(storedIn)));
      await write(library);
      const shown = await waitFor(moment, () => isShown(library));
      if (moment !== 'at once') expect(shown).toBe(true);
      await kill();
      const stored = await reopened(await launched());
      const isAfter = after(stored);
      expect(isAfter || JSON.stringify(withoutIndex(stored)) === unchanged).toBe(true);
      if (shown) expect(isAfter).toBe(true);
    },
  );
});

/** What the user has said: without what indexing makes of it. */
function withoutIndex({ essays, collections }: StoredLibrary): unknown {
  return [essays.map(({ title, note, collection }) => [title, note, collection]).sort(), collections];
}
