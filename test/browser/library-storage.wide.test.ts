import { describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { type LibraryDriver, openLibrary, press, tellChanged, titlesFoundIn } from './library-driver.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * What becomes of the library where its storage fails, in real browsers: the page says what is wrong and what to do, pages are compared with
 * the shipped essays meanwhile, and nothing that could be read is lost. Files that are damaged, and disks that are full, see
 * library-disk.long.test.ts.
 */

const TEXT = passage('own-04');
const OTHER = passage('own-02');
const KNOWN = passage('pa-01');

/** Deletes the library's database, as a browser does that clears the data of sites. */
function clear(): Promise<void> {
  return new Promise((done, fail) => {
    const deleting = indexedDB.deleteDatabase('deja-lu-library');
    deleting.onsuccess = () => done();
    deleting.onerror = () => fail(deleting.error);
  });
}

/** Changes every record of a store: takes these fields away, or cuts the bytes of its index off. Runs in the page. */
async function damage({
  store,
  fields,
}: {
  readonly store: string;
  readonly fields: readonly string[];
}): Promise<void> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await ask(indexedDB.open('deja-lu-library'));
  const change = db.transaction(store, 'readwrite').objectStore(store);
  const records = (await ask(change.getAll())) as Record<string, unknown>[];
  for (const record of records.slice(0, 1)) {
    for (const field of fields) delete record[field];
    if (record.bytes instanceof ArrayBuffer) record.bytes = record.bytes.slice(0, 300);
    await ask(change.put(record));
  }
  db.close();
}

/** Makes a database of the first version with one essay, and holds it open if asked to. Runs in the page. */
async function makeOld({ text, holds }: { readonly text: string; readonly holds: boolean }): Promise<void> {
  const request = indexedDB.open('deja-lu-library', 1);
  request.onupgradeneeded = () => {
    const essays = request.result.createObjectStore('essays', { keyPath: 'id' });
    for (const index of ['digest', 'collection', 'pending', 'segment']) essays.createIndex(index, index);
    request.result.createObjectStore('texts', { keyPath: 'id' });
    request.result.createObjectStore('collections', { keyPath: 'id' });
    request.result.createObjectStore('segments', { keyPath: 'key' }).createIndex('collection', 'collection');
    request.result.createObjectStore('facts');
  };
  const db = await new Promise<IDBDatabase>((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const change = db.transaction(['essays', 'texts', 'collections', 'facts'], 'readwrite');
  const facts = {
    title: '旧',
    author: '',
    date: '',
    url: '',
    tags: [],
    note: '',
    digest: 'd',
    segment: null,
    pending: 1,
  };
  change.objectStore('essays').put({ ...facts, id: 'e', collection: 'c', added: 1, letters: 200, characters: 220 });
  change.objectStore('texts').put({ id: 'e', text });
  change.objectStore('collections').put({ id: 'c', name: '旧集', made: 1, on: true });
  change.objectStore('facts').put(1, 'made');
  await new Promise((done) => {
    change.oncomplete = done;
  });
  if (holds) Object.assign(globalThis, { held: db });
  else db.close();
}

/** Waits until the page says that this is wrong. */
async function says(library: LibraryDriver, problem: 'cleared' | 'corrupt' | 'blocked'): Promise<void> {
  const wanted = library.words.say(`libraryProblem_${problem}`);
  expect(await until(library.problem, (now) => now === wanted, 12_000)).toBe(wanted);
}

/** The shipped essays are found, whatever is wrong with the library; its own ones, by their titles. */
async function finds(page: TestPage, ...titles: readonly string[]): Promise<void> {
  expect((await titlesFoundIn(page, KNOWN)).length).toBeGreaterThan(0);
  const found = () => titlesFoundIn(page, `${TEXT}\n${OTHER}`).then((now) => now.sort());
  expect(await until(found, (now) => now.length === titles.length)).toEqual([...titles].sort());
}

async function reopened({ page }: LibraryDriver, browser: TestBrowser): Promise<LibraryDriver> {
  await page.close();
  return openLibrary(browser);
}

async function withEssays(browser: TestBrowser): Promise<LibraryDriver> {
  const library = await openLibrary(browser);
  await library.add(TEXT, '第四');
  await library.indexed('第四');
  await library.add(OTHER, '第二');
  await library.indexed('第二', '第四');
  return library;
}

/** Deletes all essays, for the next row. */
async function emptied(library: LibraryDriver): Promise<void> {
  await library.page.evaluate(clear);
  await library.page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { local: { clear(): Promise<void> } } } }
    ).chrome.storage.local.clear(),
  );
  await tellChanged(library.page);
  await library.page.close();
}

async function cleared(browser: TestBrowser): Promise<LibraryDriver> {
  const first = await openLibrary(browser);
  await first.add(TEXT, '第四');
  await first.indexed('第四');
  await press(first.page, first.words.say('backupSave'));
  const [backup] = await until(first.saved, (files) => files.length > 0);
  await first.page.evaluate(clear);
  await tellChanged(first.page);
  const library = await reopened(first, browser);
  await says(library, 'cleared');
  await finds(library.page);
  await library.restore(backup!);
  await library.indexed('第四');
  expect(await library.problem()).toBe('');
  await finds(library.page, '第四');
  return library;
}

async function damagedRecord(browser: TestBrowser): Promise<LibraryDriver> {
  const first = await withEssays(browser);
  await first.page.evaluate(damage, { store: 'essays', fields: ['tags', 'title'] });
  const library = await reopened(first, browser);
  await says(library, 'corrupt');
  await finds(library.page, '第二', '第四');
  await press(library.page, library.words.say('libraryRescue'));
  const [rescued] = await until(library.saved, (files) => files.length > 0);
  await press(library.page, library.words.say('libraryDeleteDamaged'));
  await until(library.problem, (now) => now === '');
  await finds(library.page);
  await library.restore(rescued!);
  const titles = await until(library.titles, (now) => now.length > 0);
  expect(titles).toHaveLength(1);
  await library.indexed(...titles);
  await finds(library.page, ...titles);
  return library;
}

async function damagedSegment(browser: TestBrowser): Promise<LibraryDriver> {
  const first = await withEssays(browser);
  await first.page.evaluate(damage, { store: 'segments', fields: [] });
  await tellChanged(first.page);
  await finds(first.page);
  const library = await reopened(first, browser);
  await finds(library.page, '第二', '第四');
  expect(await library.problem()).toBe('');
  return library;
}

async function blocked(browser: TestBrowser): Promise<LibraryDriver> {
  const holder = await browser.open(browser.extensionUrl('options.html'));
  await holder.evaluate(makeOld, { text: TEXT, holds: true });
  const first = await openLibrary(browser);
  await says(first, 'blocked');
  await finds(first.page);
  await holder.close();
  const library = await reopened(first, browser);
  await library.indexed('旧');
  return library;
}

async function old(browser: TestBrowser): Promise<LibraryDriver> {
  const maker = await browser.open(browser.extensionUrl('options.html'));
  await maker.evaluate(makeOld, { text: TEXT, holds: false });
  await maker.close();
  const library = await openLibrary(browser);
  await library.indexed('旧');
  await finds(library.page, '旧');
  const said = await library.page.evaluate(() => document.body.innerText);
  expect(said).toContain('旧集');
  expect(said).toContain(library.words.say('collectionMine'));
  return library;
}

type Row = readonly [what: string, run: (browser: TestBrowser) => Promise<LibraryDriver>];

const CORE: readonly Row[] = [['that was cleared is said to be gone, and restored from a backup', cleared]];

const REST: readonly Row[] = [
  ['that is damaged is saved as far as it can be read, deleted, and restored', damagedRecord],
  ['whose index is damaged is indexed anew', damagedSegment],
  ['whose upgrade another page blocks says so, and opens when that is closed', blocked],
  ['of the first version is upgraded, and found', old],
];

describe.each(sharedBrowsers)('a library in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test.each(rowsOf(CORE, REST))('%s', { timeout: 120_000 }, async (_what, run) => {
    await emptied(await run(world.browser));
  });
});
