import { describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { makeKey } from '../../src/packs/signature.ts';
import { foreignPack, packOf } from '../packs/own-packs.ts';
import { tabsOf } from './allow.ts';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { until } from './marks.ts';
import {
  giveFile,
  installPackFile,
  libraryIsOpen,
  press,
  removePack,
  textOf,
  titlesIn,
  viewOf,
  wordsOf,
} from './packs-page.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

const TEXT = passage('own-02');

/** Has the page keep what it saves as a file, and gives it back once it is there. */
async function savedBy(page: TestPage, save: () => Promise<void>): Promise<Blob> {
  await page.evaluate(() => {
    const kept = globalThis as unknown as { saved: Blob | undefined };
    const make = URL.createObjectURL;
    URL.createObjectURL = (object) => {
      kept.saved = object as Blob;
      return make.call(URL, object);
    };
  });
  await save();
  const base64 = await until(
    () =>
      page.evaluate(async () => {
        const { saved } = globalThis as unknown as { saved: Blob | undefined };
        return saved ? new Uint8Array(await saved.arrayBuffer()).toBase64() : '';
      }),
    (text) => text !== '',
  );
  return new Blob([Buffer.from(base64, 'base64')]);
}

const problem = (words: Words, name: string) => words.say(`packProblem_${name}` as 'packProblem_failed');

describe.each(sharedBrowsers)('packs from files in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  const openLibrary = async () => {
    const page = await world.browser.open(world.browser.extensionUrl('library.html'));
    await libraryIsOpen(page);
    return page;
  };

  const removeAll = async (page: TestPage) => expect(await removePack(page, await wordsOf(page))).toBe('');

  test('a pack is checked, named at its matches, switched, and removed without a trace', async () => {
    const page = await openLibrary();
    const words = await wordsOf(page);
    const key = await makeKey();
    const blob = await packOf({ parts: [{ a: TEXT }], key });
    expect(await installPackFile(page, blob)).toBe(words.say('packInstalled', '自己的资料包'));
    expect(await textOf(page, '.packs')).toContain(words.say('packUnknown'));
    await press(page, words.say('packTrust'), '.packs');
    await until(
      () => textOf(page, '.packs'),
      (text) => text.includes(words.say('packTrusted')),
    );
    expect(await textOf(page, '.packs')).toContain(words.say('packTrusted'));
    expect(await titlesIn(page, TEXT)).toEqual(['题a']);

    const read = await world.browser.open(world.site.url('own.html'));
    const tab = (await tabsOf(page)).findLast(({ url }) => url === read.url())!.id;
    const isNamed = (view: string) => view.includes('自己的资料包');
    expect(isNamed(await until(() => viewOf(page, tab), isNamed))).toBe(true);
    await read.close();

    await page.evaluate(() => document.querySelector<HTMLElement>('.packs input[role="switch"]')!.click());
    expect(
      await until(
        () => titlesIn(page, TEXT),
        (titles) => titles.length === 0,
      ),
    ).toEqual([]);
    await page.evaluate(() => document.querySelector<HTMLElement>('.packs input[role="switch"]')!.click());
    expect(
      await until(
        () => titlesIn(page, TEXT),
        (titles) => titles.length > 0,
      ),
    ).toEqual(['题a']);
    await removeAll(page);
    expect(await titlesIn(page, TEXT)).toEqual([]);
    const left = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const opening = indexedDB.open('deja-lu-packs');
          opening.onsuccess = async () => {
            const { result: db } = opening;
            const stores = [...db.objectStoreNames];
            const reading = db.transaction(stores);
            const count = (name: string) =>
              new Promise<number>((counted) => {
                const asking = reading.objectStore(name).count();
                asking.onsuccess = () => counted(asking.result);
              });
            const counts = await Promise.all(stores.map(count));
            db.close();
            done(counts.reduce((sum, each) => sum + each, 0));
          };
        }),
    );
    expect(left).toBe(0);
    await page.close();
  });

  test('what is no whole pack is refused with its reason, and the installed one stays', async () => {
    const page = await openLibrary();
    const words = await wordsOf(page);
    const key = await makeKey();
    const whole = await packOf({ parts: [{ a: TEXT }], key, facts: { version: 5 } });
    expect(await installPackFile(page, whole)).toBe(words.say('packInstalled', '自己的资料包'));
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const tampered = bytes.slice();
    tampered[200]! ^= 1;
    const refusals: readonly [Blob, string][] = [
      [new Blob([tampered]), 'broken_signature'],
      [new Blob([bytes.slice(0, -5)]), 'wrong_size'],
      [new Blob([bytes, '!']), 'wrong_size'],
      [new Blob(['<html></html>'.repeat(20)]), 'no_pack'],
      [await foreignPack(TEXT, key), 'foreign'],
      [await packOf({ parts: [{ a: TEXT }], key, facts: { version: 4 } }), 'downgraded'],
      [await packOf({ parts: [{ b: TEXT }], key, facts: { version: 5 } }), 'same_version'],
      [whole, 'known'],
    ];
    for (const [blob, reason] of refusals) expect(await installPackFile(page, blob)).toBe(problem(words, reason));
    expect(await titlesIn(page, TEXT)).toEqual(['题a']);

    const other = await packOf({ parts: [{ c: TEXT }], key: await makeKey(), facts: { version: 6 } });
    expect(await installPackFile(page, other)).toContain(problem(words, 'key_changed'));
    expect(await titlesIn(page, TEXT)).toEqual(['题a']);
    await press(page, words.say('packAcceptKey'), '.pack-outcome');
    const titles = await until(
      () => titlesIn(page, TEXT),
      ([title]) => title === '题c',
    );
    expect(titles).toEqual(['题c']);
    await removeAll(page);
    await page.close();
  });

  test('that is not signed says so', async () => {
    const page = await openLibrary();
    const words = await wordsOf(page);
    await installPackFile(page, await packOf({ parts: [{ a: TEXT }], withTexts: true }));
    expect(await textOf(page, '.packs')).toContain(words.say('packUnsigned'));
    await removeAll(page);
    await page.close();
  });
});

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('a collection of %s, exported as a pack', (from, to) => {
  const start = Object.fromEntries(sharedBrowsers);
  const there = setUp(() => startOnSite(start[from]!));
  const here = setUp(() => startOnSite(start[to]!));

  test.each(rowsOf(['texts'], ['bare', 'tables']))(`is found in ${to} (%s)`, async (holds) => {
    const page = await there.browser.open(there.browser.extensionUrl('library.html'));
    await libraryIsOpen(page);
    const words = await wordsOf(page);
    await giveFile(page, 'input[type="file"][multiple]', '导出.txt', Buffer.from(TEXT));
    await until(
      () => titlesIn(page, TEXT),
      (titles) => titles.length > 0,
    );
    await press(page, words.say('packExport'));
    await page.evaluate((value) => document.querySelector<HTMLElement>(`input[value="${value}"]`)!.click(), holds);
    const blob = await savedBy(page, () => press(page, words.say('packSave')));
    await press(page, words.say('delete'));
    // The next row adds the same essay, which is one that is there already until this one has gone.
    await until(
      () => titlesIn(page, TEXT),
      (titles) => titles.length === 0,
    );
    await page.close();

    const other = await here.browser.open(here.browser.extensionUrl('library.html'));
    await libraryIsOpen(other);
    const itsWords = await wordsOf(other);
    expect(await titlesIn(other, TEXT)).toEqual([]);
    expect(await installPackFile(other, blob)).toBe(itsWords.say('packInstalled', words.say('collectionFirst')));
    expect(await titlesIn(other, TEXT)).toEqual(['导出']);
    const isBare = (await textOf(other, '.packs')).includes(itsWords.say('packBare'));
    expect(isBare).toBe(holds === 'bare');
    await removePack(other, itsWords);
    await other.close();
  });
});
