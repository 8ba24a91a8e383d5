import { describe, expect, test } from 'vitest';
import type { TestPage } from './browser.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The style that the user has chosen for marks also applies inside shadow trees (an open one, a nested one, and one attached later)
 * and on pages that are still loading. The extension does this in a different way for each browser.
 */

interface Looks {
  /** Background colour of literal marks: in the light tree, then in the shadow trees. */
  readonly grounds: readonly string[];
  /** Background colour of a match that flashes, in a shadow tree. */
  readonly flash: string;
}

function looksOf(page: TestPage): Promise<Looks> {
  return page.evaluate(() => {
    const open = document.querySelector('x-open')!.shadowRoot!;
    const inner = open.querySelector('#in')!.shadowRoot!;
    const late = document.querySelector('x-late')!.shadowRoot;
    const ground = (element: Element | null | undefined, name: string) =>
      element ? getComputedStyle(element, `::highlight(deja-lu-${name})`).backgroundColor : '';
    const places = [document.querySelector('p'), ...[open, inner, late].map((root) => root?.querySelector('p'))];
    return { grounds: places.map((each) => ground(each, 'literal')), flash: ground(places[1], 'flash') };
  });
}

describe.each(sharedBrowsers)('marks in shadow trees in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('follow the style that the user chooses, on open pages and on pages opened later', {
    timeout: 60_000,
  }, async () => {
    const { browser, site } = world;
    const options = await browser.open(browser.extensionUrl('options.html'));
    const choose = (colour: string) =>
      options.evaluate((value) => document.querySelector<HTMLInputElement>(`input[value=${value}]`)!.click(), colour);
    const open = async () => {
      const page = await browser.open(site.url('shadow.html'));
      await markedLetters(page);
      return page;
    };
    const settled = async (page: TestPage, isRight: (ground: string) => boolean) => {
      const looks = await until(
        () => looksOf(page),
        ({ grounds }) => isRight(grounds[0]!) && new Set(grounds).size === 1,
      );
      expect(looks.grounds).toEqual(looks.grounds.map(() => looks.grounds[0]));
      expect(looks.flash).toMatch(/^rgba?\(/);
      expect(looks.flash).not.toBe(looks.grounds[0]);
      return looks.grounds[0]!;
    };

    const first = await open();
    const amber = await settled(first, (ground) => ground !== '');
    await choose('violet');
    const violet = await settled(first, (ground) => ground !== amber);
    expect(violet).not.toBe(amber);
    expect(await settled(await open(), (ground) => ground === violet)).toBe(violet);
    await first.bringToFront();
    await choose('amber');
    expect(await settled(first, (ground) => ground === amber)).toBe(amber);
  });
});

function groundOf(page: TestPage): Promise<string> {
  return page.evaluate(() => {
    const passage = document.querySelector('#on-1, p');
    return passage ? getComputedStyle(passage, '::highlight(deja-lu-literal)').backgroundColor : '';
  });
}

describe.each(sharedBrowsers)('marks on a page that is still loading in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('look as on one that has loaded', async () => {
    const { browser, site } = world;
    const loaded = await browser.open(site.url('shown/alike.html'));
    await markedLetters(loaded);
    const ground = await groundOf(loaded);
    expect(ground).toMatch(/^rgba?\(/);
    expect(ground).not.toBe('rgba(0, 0, 0, 0)');

    const page = await browser.open(site.url('own.html'));
    await page.evaluate((url) => void setTimeout(() => location.assign(url)), site.url('shown/hanging.html'));
    await until(
      async () => page.url(),
      (url) => url.includes('hanging'),
    );
    expect(
      await until(
        () => groundOf(page),
        (now) => now === ground,
        8_000,
      ),
    ).toBe(ground);
    expect(await page.evaluate(() => document.readyState)).toBe('loading');
    await page.close();
    await loaded.close();
  });
});
