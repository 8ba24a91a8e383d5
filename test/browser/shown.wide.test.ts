import { beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestFrame, TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { markedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * Only text that is displayed is read. In the pages of test/fixtures/pages/shown every passage of the index stands in an element with
 * an id or a title: `on-…` where it is on the screen, `off-…` where it is not, `hid-…`, `shut-…` and `was-…` where that changes.
 */

/** The ids or titles of the nearest ancestors that have one, of all marks, in alphabetical order. */
async function markedIds(frame: TestFrame): Promise<string> {
  await markedBy(frame);
  const ids = await frame.evaluate(() => {
    const idOf = (node: Node | null): string => {
      for (let at = node; at; at = at.parentNode ?? (at as ShadowRoot).host) {
        const name = (at as Element).id || (at as Element).getAttribute?.('title');
        if (name) return name;
      }
      return '';
    };
    const nodes = [...(CSS.highlights.get('deja-lu-literal') ?? [])].map((range) => range.startContainer);
    return nodes.filter((node) => node.isConnected).map(idOf);
  });
  return [...new Set(ids)].sort().join(' ');
}

const STILL: readonly [page: string, ids: string][] = [
  ['contents.html', 'on-1 on-open on-summary on-unknown'],
  ['slots.html', 'on-1 on-fallback on-moved on-named on-nested on-slotted'],
  ['unseen.html', 'on-1'],
  [
    'seen.html',
    'on-1 on-caption on-escaped on-fixed on-gradient on-inverted on-layer on-overflowing on-scrolled on-slide',
  ],
  ['text-layers.html', 'on-1 on-bare on-shadow'],
  ['rtl.html', 'on-1 on-far'],
  ['fallback.html', 'on-1 on-bare on-missing'],
  // Named by titles: elements with different ids do not count as styled alike.
  ['alike.html', 'on-1 on-slide on-third'],
  ['late-roots.html', 'on-1 on-closed on-late on-plain on-replaced'],
];

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [firefox!]))('what is on the screen in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  let page: TestPage;
  beforeAll(async () => {
    page = await world.browser.open();
  });

  const expectIds = async (frame: TestFrame, ids: string, ms?: number) => {
    const expected = ids.split(' ').sort().join(' ');
    const isExpected = (now: string) => now === expected;
    expect(await until(() => markedIds(frame), isExpected, ms)).toBe(expected);
  };

  test.each(STILL)('%s', async (path, ids) => {
    await page.goto(world.site.url(`shown/${path}`));
    await expectIds(page, ids, 12_000);
  });

  test('noscript where scripts are off', async () => {
    await page.goto(world.site.url('shown/fallback.html'));
    const frame = await until(
      async () => page.frames().find((each) => each.url().includes('noscript')),
      (each) => each !== undefined,
    );
    await expectIds(frame!, 'on-noscript');
  });

  test('text is marked when a change elsewhere on the page shows it, and unmarked when such a change hides it', async () => {
    await page.goto(world.site.url('shown/switched.html'));
    const shown = new Set(['on-1', 'was-data', 'was-aria', 'was-rule', 'was-animated', 'was-popover']);
    const now = () => expectIds(page, [...shown].join(' '));
    await now();
    const show = async (id: string, run: () => void) => {
      await page.evaluate(run);
      shown.add(id);
      await now();
    };
    const hide = async (id: string, run: () => void) => {
      await page.evaluate(run);
      shown.delete(id);
      await now();
    };
    await show('hid-data', () => document.documentElement.setAttribute('data-view', 'b'));
    await show('hid-aria', () => document.body.setAttribute('aria-hidden', 'false'));
    await show('hid-lang', () => document.documentElement.setAttribute('lang', 'en'));
    await show('hid-target', () => location.replace('#hid-target'));
    await show('hid-focus', () => document.querySelector<HTMLElement>('#focus')!.focus({ preventScroll: true }));
    await show('hid-toggled', () => document.querySelector<HTMLElement>('#toggle')!.click());
    await show('hid-sheet', () => {
      document.querySelector<HTMLStyleElement>('#extra')!.sheet!.disabled = true;
    });
    await show('hid-rule', () =>
      document
        .querySelector<HTMLStyleElement>('#sheet')!
        .sheet!.insertRule('#hid-rule { visibility: visible !important }', 2),
    );
    await show('shut-row', () =>
      document.querySelector('#row')!.setAttribute('style', 'display:grid;grid-template-rows:1fr'),
    );
    await hide('was-rule', () =>
      document.querySelector<HTMLStyleElement>('#sheet')!.sheet!.insertRule('#was-rule { display: none }'),
    );
    await hide('was-aria', () => document.body.setAttribute('aria-busy', 'true'));
    await hide(
      'was-animated',
      () =>
        void document.querySelector('#was-animated')!.animate({ opacity: [1, 0] }, { duration: 300, fill: 'forwards' }),
    );
    await hide('was-popover', () =>
      document.querySelector('#was-popover')!.shadowRoot!.querySelector<HTMLElement>('div')!.hidePopover(),
    );
    await page.evaluate(() => document.documentElement.setAttribute('data-view', 'c'));
    shown.delete('hid-data');
    await hide('was-data', () => {});
  });

  test('what frames hide is not marked, and is followed', async () => {
    await page.goto(world.site.url('shown/frames.html'));
    const idsOfAll = async () => (await Promise.all(page.frames().map(markedIds))).filter(Boolean).sort().join(' ');
    const expectAll = async (ids: string) => expect(await until(idsOfAll, (now) => now === ids)).toBe(ids);
    await expectAll('on-1 on-frame');
    await page.evaluate(() => document.querySelector('#wide')!.setAttribute('width', '400'));
    await expectAll('hid-media on-1 on-frame');
    await page.evaluate(() => document.body.setAttribute('data-view', 'b'));
    await expectAll('hid-media hid-visibility on-1 on-frame');
    await page.evaluate(() => document.body.removeAttribute('data-view'));
    await expectAll('hid-media on-1 on-frame');
  });

  test('a page that is opened and written anew is read anew', async () => {
    await page.goto(world.site.url('shown/opened.html'));
    await expectIds(page, 'on-1');
    await page.evaluate(() => (globalThis as unknown as { reopen(): void }).reopen());
    await expectIds(page, 'on-2');
    await page.evaluate((text) => {
      const paragraph = document.createElement('p');
      paragraph.id = 'on-3';
      paragraph.textContent = text;
      document.body.append(paragraph);
    }, passage('pa-03'));
    await expectIds(page, 'on-2 on-3');
  });

  test.each(['hanging.html', 'deferred.html', 'endless.html?endless'])(
    '%s: text is marked before its page has loaded',
    async (path) => {
      const own = await world.browser.open(world.site.url('own.html'));
      await own.evaluate((url) => void setTimeout(() => location.assign(url)), world.site.url(`shown/${path}`));
      await until(
        async () => own.url(),
        (url) => url.includes(path),
      );
      await expectIds(own, 'on-1', 4_000);
      await own.close();
    },
  );
});
