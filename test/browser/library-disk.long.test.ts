import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { type ChromiumBrowser, chromiumPage, startChromium } from './chromium.ts';
import { passage } from './fill.ts';
import { textOf } from './killed-library.ts';
import { driveLibrary, type LibraryDriver, openLibrary, press, titlesFoundIn } from './library-driver.ts';
import { until } from './marks.ts';
import { makeSmallDisk } from './small-disk.ts';
import { startBoth } from './start.ts';

/*
 * The library on a disk that is damaged between two runs of the browser, or full, and in a window without storage. For what a page alone can
 * bring about see library-storage.wide.test.ts.
 */

const TEXT = passage('own-04');
const KNOWN = passage('pa-01');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-disk-'));
  folders.push(folder);
  return folder;
}

/** The files of the library's databases in a profile. */
function databaseFiles(profile: string): string[] {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  // Firefox keeps the small storage of extensions in a database too, of a folder with a suffix.
  return paths.filter((path) =>
    /chrome-extension_.*\.leveldb.*\.(?:log|ldb)$|moz-extension[+0-9a-f-]+\/idb\/.*\.sqlite$/u.test(path),
  );
}

async function findsShipped(library: LibraryDriver): Promise<void> {
  expect((await titlesFoundIn(library.page, KNOWN)).length).toBeGreaterThan(0);
}

/** Adds an essay and backs the library up. Returns the backup. */
async function filled(browser: TestBrowser): Promise<string> {
  const library = await openLibrary(browser);
  await library.add(TEXT, '第四');
  await library.indexed('第四');
  await press(library.page, library.words.say('backupSave'));
  const [backup] = await until(library.saved, (files) => files.length > 0);
  return backup!;
}

async function restored(library: LibraryDriver, backup: string): Promise<void> {
  await library.restore(backup);
  await library.indexed('第四');
  expect(await library.problem()).toBe('');
  expect(await titlesFoundIn(library.page, TEXT)).toEqual(['第四']);
}

describe.each(startBoth)('in %s', (_name, start) => {
  test('a database whose files are damaged is said to be so or gone, and its backup is restored there and on another profile', {
    timeout: 300_000,
  }, async () => {
    const profile = newFolder();
    const first = await start({ profile });
    const backup = await filled(first);
    await first.close();
    const files = databaseFiles(profile);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) writeFileSync(file, Buffer.alloc(4096, 0x5a));

    const second = await start({ profile });
    const library = await openLibrary(second);
    // Browsers that notice the damage delete the database and begin a new one, or refuse to open it.
    const gone = library.words.say('libraryProblem_cleared');
    const damaged = library.words.say('libraryProblem_corrupt');
    const said = await until(library.problem, (now) => now !== '');
    expect([gone, damaged]).toContain(said);
    await findsShipped(library);
    if (said === damaged) {
      await press(library.page, library.words.say('libraryRescue'));
      await press(library.page, library.words.say('libraryDeleteDamaged'));
      await until(library.problem, (now) => now === '');
    }
    await restored(library, backup);
    await second.close();

    const other = await start({ profile: newFolder() });
    await restored(await openLibrary(other), backup);
    await other.close();
  });
});

/** Megabytes of a disk that has room for a profile. */
const DISK = 400;

/** Longest essay, of letters that no other number gives: a database may have a little room of its own. */
const LONGEST = 1_200;

const longText = (number: number) => Array.from({ length: LONGEST }, (_, i) => textOf(number * LONGEST + i)).join('\n');

const disk = makeSmallDisk(DISK);
if (!disk) console.log('skipped «a full disk»: no file system can be mounted here; it takes Linux, and root');
disk?.remove();

describe.skipIf(disk === null).each(startBoth)('in %s', (_name, start) => {
  test('a disk that is full is said to be, what was shown as stored is there after a crash, and with room again it goes on', {
    timeout: 300_000,
  }, async () => {
    const small = makeSmallDisk(DISK)!;
    try {
      const browser = await start({ profile: small.folder });
      const library = await openLibrary(browser);
      await library.add(TEXT, '第四');
      await library.indexed('第四');
      small.fill();
      const full = library.words.say('libraryProblem_quota');
      for (let number = 0; number < 40 && (await library.problem()) === ''; number++) {
        const before = (await library.titles()).length;
        await library.addFiles([{ name: `e${number}.txt`, text: longText(number) }]);
        await until(
          async () => (await library.problem()) !== '' || (await library.titles()).length > before,
          (is) => is,
          30_000,
        );
      }
      expect(await library.problem()).toBe(full);
      const shown = await library.titles();
      expect(shown).toContain('第四');
      await findsShipped(library);
      // A database that there is no room to open is not damaged.
      small.fill();
      const other = await openLibrary(browser);
      expect(['', full]).toContain(await other.problem());
      await browser.kill();
      small.free();

      const second = await start({ profile: small.folder });
      const again = await openLibrary(second);
      expect(await again.problem()).toBe('');
      await again.indexed(...shown);
      await again.add(passage('own-02'), '第二');
      await again.indexed(...shown, '第二');
      expect(await titlesFoundIn(again.page, TEXT)).toEqual(['第四']);
      await second.close();
    } finally {
      small.remove();
    }
  });
});

describe('in chromium', () => {
  /** Opens the library page in a tab that was prepared before anything of the page has run. */
  async function opened(browser: ChromiumBrowser, prepare: (page: Page) => Promise<unknown>): Promise<LibraryDriver> {
    const page = await browser.context.newPage();
    await prepare(page);
    await page.goto(browser.extensionUrl('library.html'));
    return driveLibrary(chromiumPage(page));
  }

  test('a window without storage says so, and pages are compared with the shipped essays', {
    timeout: 120_000,
  }, async () => {
    const browser = await startChromium();
    const library = await opened(browser, (page) =>
      page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })),
    );
    expect(await library.problem()).toBe(library.words.say('libraryProblem_missing'));
    await findsShipped(library);
    await browser.close();
  });

  test('a write that is refused for want of room shows nothing as stored, and what was stored stays', {
    timeout: 120_000,
  }, async () => {
    const browser = await startChromium();
    const first = await openLibrary(browser);
    await first.add(TEXT, '第四');
    await first.indexed('第四');
    // The first write of all is refused; on a disk that is really full (see above) a few may still find room.
    const library = await opened(browser, (page) =>
      page.addInitScript(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('the disk is full', 'QuotaExceededError');
        };
      }),
    );
    await library.add(passage('own-02'), '第二');
    const said = library.words.say('libraryProblem_quota');
    expect(await until(library.problem, (now) => now === said)).toBe(said);
    expect(await library.titles()).toEqual(['第四']);
    await findsShipped(library);
    expect(await titlesFoundIn(library.page, TEXT)).toEqual(['第四']);
    await browser.close();
  });
});
