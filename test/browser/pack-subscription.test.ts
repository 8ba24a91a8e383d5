import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { makeKey } from '../../src/packs/signature.ts';
import { packOf } from '../packs/own-packs.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { until } from './marks.ts';
import { type PackHost, startPackHost } from './pack-host.ts';
import { libraryIsOpen, press, removePack, subscribe, textOf, titlesIn, wordsOf } from './packs-page.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

const [FIRST, SECOND] = [passage('own-02'), passage('own-04')];

const problem = (words: Words, name: string) => words.say(`packProblem_${name}` as 'packProblem_failed');

/** Waits until the list of packs says something, and returns it. */
function packsSay(page: TestPage, wanted: string): Promise<string> {
  return until(
    () => textOf(page, '.packs'),
    (text) => text.includes(wanted),
    20_000,
  );
}

describe.each(sharedBrowsers)('a subscription to a host of this machine in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  let host: PackHost;
  let page: TestPage;
  let words: Words;
  const key = makeKey();
  const serve = async (version: number, texts: Readonly<Record<string, string>>, withdrawn: readonly string[] = []) =>
    host.serve(await packOf({ parts: [{ a: FIRST }, texts], withdrawn, key: await key, facts: { version } }));
  const updated = async (version: number) => {
    const wanted = words.say('packVersion', String(version), '2026-01-02');
    expect(await packsSay(page, wanted)).toContain(wanted);
  };

  beforeAll(async () => {
    host = await startPackHost();
  });
  afterAll(() => host.close());

  test('is asked for after its host was confirmed, installed, and asked for again conditionally', async () => {
    page = await world.browser.open(world.browser.extensionUrl('library.html'));
    await libraryIsOpen(page);
    words = await wordsOf(page);
    await serve(1, { b: SECOND.slice(0, 200) });
    host.manners = 'slow';
    expect(host.asked).toEqual([]);
    await subscribe(page, words, host.address);
    await updated(1);
    expect(await titlesIn(page, FIRST)).toEqual(['题a']);
    expect(host.asked.map(({ path }) => path.split('/')[0])).toEqual(['pack.djlh', 'chunks', 'chunks']);
    host.manners = 'good';
    host.asked.length = 0;
    await press(page, words.say('packUpdateNow'), '.packs');
    await until(
      async () => host.asked,
      ({ length }) => length > 0,
    );
    expect(host.asked).toEqual([{ path: 'pack.djlh', unchanged: true }]);
  });

  test.each([
    ['gone', 'missing'],
    ['elsewhere', 'redirected'],
    ['lying', 'damaged'],
  ] as const)('that is %s says so and keeps what is installed', async (manners, reason) => {
    await serve(2, { c: SECOND });
    host.asked.length = 0;
    host.manners = manners;
    await press(page, words.say('packUpdateNow'), '.packs');
    expect(await packsSay(page, problem(words, reason))).toContain(problem(words, reason));
    expect(await titlesIn(page, FIRST)).toEqual(['题a']);
    expect(await titlesIn(page, SECOND)).not.toEqual(['题c']);
    expect(host.asked.filter(({ path }) => path.startsWith('moved'))).toEqual([]);
  });

  test('that comes back with a new version is brought up to date, without what that withdraws', async () => {
    host.manners = 'good';
    await serve(3, { c: SECOND }, ['a']);
    await press(page, words.say('packUpdateNow'), '.packs');
    await updated(3);
    const found = await until(
      () => titlesIn(page, SECOND),
      ([title]) => title === '题c',
    );
    expect(found).toEqual(['题c']);
    expect(await titlesIn(page, FIRST)).toEqual([]);
  });

  test('is ended with its pack', async () => {
    expect(await removePack(page, words)).toBe('');
    await page.close();
  });
});
