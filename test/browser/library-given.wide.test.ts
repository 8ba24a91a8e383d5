import { describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { type LibraryDriver, openLibrary, press, titlesFoundIn } from './library-driver.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * Files on their way into the library: dropped, and of several essays. What kinds of files are read, see library-files.wide.test.ts.
 */

const [FIRST, SECOND] = [passage('own-04'), passage('own-02')];
const SEVERAL = { name: '作文集.txt', text: `作文集\n\n篇一：路上\n${FIRST}\n\n篇二：街道\n${SECOND}\n` };

/** Drops text files on the page. */
function drop(page: TestPage, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  return page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of given) dataTransfer.items.add(new File([text], name));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('.drop')!.dispatchEvent(event);
  }, files);
}

/** The offer to cut a file, as it is shown; `''` where there is none. */
const offerIn = ({ page }: LibraryDriver) =>
  page.evaluate(() => document.querySelector('.pieces')?.closest('li')?.textContent ?? '');

async function deleteAll(library: LibraryDriver): Promise<void> {
  await press(library.page, library.words.say('delete'));
  await library.indexed();
  await library.page.close();
}

async function dropped(library: LibraryDriver): Promise<void> {
  await drop(library.page, [
    { name: '一.txt', text: FIRST },
    { name: '二.txt', text: SECOND },
  ]);
  await library.indexed('一', '二');
  expect((await titlesFoundIn(library.page, `${FIRST}\n${SECOND}`)).sort()).toEqual(['一', '二']);
}

async function asSeveral(library: LibraryDriver): Promise<void> {
  const { page, words } = library;
  await library.addFiles([SEVERAL]);
  const offer = await until(
    () => offerIn(library),
    (text) => text !== '',
  );
  expect(offer).toContain(words.say('cutOffer', SEVERAL.name, words.number(2)));
  for (const shown of ['篇一：路上', FIRST.slice(0, 40), '篇二：街道', SECOND.slice(0, 40)])
    expect(offer).toContain(shown);
  // Nothing is stored before the user has said how.
  expect(await library.titles()).toEqual([]);
  await press(page, words.say('cutYes', words.number(2)));
  const titles = ['作文集 · 篇一：路上', '作文集 · 篇二：街道'];
  await library.indexed(...titles);
  expect(await offerIn(library)).toBe('');
  expect(await titlesFoundIn(page, FIRST)).toEqual(titles.slice(0, 1));
  expect(await titlesFoundIn(page, SECOND)).toEqual(titles.slice(1));
}

async function asOne(library: LibraryDriver): Promise<void> {
  const { page, words } = library;
  await library.addFiles([SEVERAL]);
  await press(page, words.say('cutNo'));
  await library.indexed('作文集');
  expect(await titlesFoundIn(page, SECOND)).toEqual(['作文集']);
}

type Row = readonly [what: string, run: (library: LibraryDriver) => Promise<void>];

const CORE: readonly Row[] = [['of several essays is shown cut, and added as it was shown', asSeveral]];

const REST: readonly Row[] = [
  ['of several essays is added as one where the user wants that', asOne],
  ['that is dropped with another is added', dropped],
];

describe.each(sharedBrowsers)('a file in %s', { timeout: 120_000 }, (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test.each(rowsOf(CORE, REST))('%s', async (_what, run) => {
    const library = await openLibrary(world.browser);
    await run(library);
    await deleteAll(library);
  });
});
