import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { chromiumPage } from './chromium.ts';
import {
  hasPopoverFocus,
  markAt,
  openPopover,
  popoverOf,
  pressInPopover,
  untilCovered,
  untilObeyed,
} from './closed-popover.ts';
import { passage } from './fill.ts';
import { han, pastTimers, until } from './marks.ts';
import { setUp } from './set-up.ts';
import {
  askFrom,
  type ChromeInTest,
  clearJudgements,
  command,
  ENGLISH,
  marks,
  marksUntil,
  SIMPLIFIED,
  startUiWorld,
} from './ui-world.ts';

/** Longer than the pointer has to rest (350), than it may be away (400), and than the background takes to answer; in ms. */
const A_WHILE_MS = 600;

async function restOn(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(x + 3, y);
  await page.mouse.move(x, y);
}

/** What a page may do to the popover to have it pressed unawares. */
const TAMPERED = [
  ['made it transparent', 'transparent'],
  ['moved it', 'moved'],
] as const;

/** Has the page lay an element of its own over all, through which presses go: at once, or when it hears of an event. */
function addCover(page: Page, when?: 'pointermove'): Promise<void> {
  return page.evaluate((event) => {
    const cover = Object.assign(document.createElement('div'), { id: 'cover', popover: 'manual' });
    cover.style.cssText = 'inset: 0; width: 100%; height: 100%; background: white; pointer-events: none';
    document.body.append(cover);
    if (event) addEventListener(event, () => cover.showPopover(), { capture: true, once: true });
    else cover.showPopover();
  }, when);
}

/** Holds back the content script's `describe` messages, as a slow background would. */
interface Held {
  asked(): Promise<number>;
  letThrough(): Promise<void>;
}

async function holdQuestions(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  const worlds: { readonly id: number; readonly origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const { id: contextId } = worlds.find(({ origin }) => origin.startsWith('chrome-extension:'))!;
  const run = async (expression: string) =>
    (await session.send('Runtime.evaluate', { expression, contextId, returnByValue: true })).result.value as unknown;
  await run(`{
    const { runtime } = chrome;
    const send = runtime.sendMessage;
    globalThis.held = [];
    const tell = (message) => message.dejaLu === 'describe'
      ? new Promise((done) => held.push(done)).then(() => send.call(runtime, message))
      : send.call(runtime, message);
    globalThis.letThrough = () => {
      runtime.sendMessage = send;
      for (const done of held) done();
    };
    runtime.sendMessage = tell;
  }`);
  return {
    asked: async () => (await run('held.length')) as number,
    letThrough: async () => void (await run('letThrough()')),
  };
}

function isOverMark(page: Page, at: { readonly x: number; readonly y: number }): Promise<boolean> {
  return page.evaluate(({ x, y }) => {
    const marks = CSS.highlights as unknown as { highlightsFromPoint(x: number, y: number): unknown[] };
    return marks.highlightsFromPoint(x, y).length > 0;
  }, at);
}

/** Opens popovers and presses this button in each, until one was pressed whose button lay over another mark. */
async function pressOverMark(page: Page, label: string, all: number): Promise<void> {
  for (let n = 0; n < all; n++) {
    const at = await (await openPopover(page, n)).at(label);
    await page.mouse.click(at.x, at.y);
    expect(await popoverOf(page, false)).toBeNull();
    if (await isOverMark(page, at)) return;
  }
  throw new Error('No popover of this page lies over another mark.');
}

describe.each(rowsOf([SIMPLIFIED], [ENGLISH]))('the popover in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  // Whatever a test leaves (judgements, a cover, an open popover, a timer that tampers with it): the next starts from a page like the first.
  afterEach(async () => {
    await clearJudgements(world);
    await world.page.goto(world.page.url());
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
  });

  test('opens on hover, stays under the pointer, and Escape takes it away', async () => {
    await world.page.bringToFront();
    const before = await world.page.evaluate(() => document.documentElement.outerHTML);
    await restOn(world.page, await markAt(world.page));
    const popover = await popoverOf(world.page);
    expect(popover).not.toBeNull();
    expect(await world.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    const inside = await popover!.at(words.say('notAMatch'));
    await world.page.mouse.move(inside.x, inside.y, { steps: 5 });
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    expect(await popoverOf(world.page)).not.toBeNull();
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
    expect(await world.page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
  });

  test('keeps the focus of "next match" when the pointer rests on a mark before it is open', async () => {
    await world.page.bringToFront();
    await world.page.mouse.move(1, 1);
    const held = await holdQuestions(world.page);
    await command(world, 'next-match', world.tab);
    expect(await until(held.asked, (times) => times > 0)).toBe(1);
    await restOn(world.page, await markAt(world.page, 3));
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    await held.letThrough();
    expect(
      await until(
        () => hasPopoverFocus(world.page),
        (has) => has,
      ),
    ).toBe(true);
    for (const key of ['Tab', 'Tab', 'Shift+Tab']) {
      await world.page.keyboard.press(key);
      expect(await hasPopoverFocus(world.page)).toBe(true);
    }
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
  });

  test('does not open again over another mark when it is closed by a press there', async () => {
    await pressOverMark(world.page, words.say('openPanel'), world.all);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    expect(await world.page.locator('[popover]').count()).toBe(0);
  });

  test('is not counted as text of the page', async () => {
    const surface = await world.popup();
    const letters = () => surface.locator('.share .quiet').textContent();
    const before = await letters();
    const counted = async () => (await askFrom(surface, 'view', { tab: world.tab })).figures.letters;
    const all = await counted();
    await openPopover(world.page);
    // Positive control: text that the page adds is counted, so changes are read while the popover is open.
    await world.page.evaluate((text) => {
      document.body.append(Object.assign(document.createElement('p'), { id: 'added', textContent: text }));
    }, passage('own-02'));
    const more = all + han(passage('own-02')).length;
    expect(await until(counted, (now) => now === more)).toBe(more);
    await world.page.evaluate(() => document.querySelector('#added')!.remove());
    expect(await until(counted, (now) => now === all)).toBe(all);
    await surface.reload();
    expect(await letters()).toBe(before);
    await world.page.bringToFront();
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
    await surface.close();
  });

  test('acts on trusted events only, and the page cannot look into it', async () => {
    const popover = await openPopover(world.page);
    const seen = await world.page.evaluate(
      ({ x, y }) => {
        const host = document.elementFromPoint(x, y)!;
        host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: y }));
        return { root: host.shadowRoot, text: host.textContent };
      },
      await popover.at(words.say('notAMatch')),
    );
    expect(seen).toEqual({ root: null, text: '' });
    expect(await marks(world.page)).toBe(world.all);
    await world.page.keyboard.press('Escape');
  });

  test.each(TAMPERED)('ignores clicks where the page has %s', async (_what, tamper) => {
    const at = await (await openPopover(world.page)).at(words.say('notAMatch'));
    await world.page.evaluate((how) => {
      const host = document.querySelector<HTMLElement>('[popover=manual]')!;
      const before = host.style.cssText;
      const change = () => {
        if (!host.isConnected) return;
        if (how === 'transparent') host.style.setProperty('opacity', '0', 'important');
        if (how === 'moved') host.style.setProperty('margin', '-4px', 'important');
      };
      // Again and again: within 200 ms the popover is drawn as it was.
      setInterval(change, 10);
      // At the press the page puts things right again: what counts is what the user saw.
      const putRight = () => {
        host.style.cssText = before;
      };
      addEventListener('pointerdown', putRight, { capture: true, once: true });
    }, tamper);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    await world.page.mouse.click(at.x, at.y);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    expect(await marks(world.page)).toBe(world.all);
  });

  test('does not act where the page has covered it', async () => {
    const at = await (await openPopover(world.page)).at(words.say('notAMatch'));
    await addCover(world.page);
    await untilCovered(world.page);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    await world.page.mouse.click(at.x, at.y);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    expect(await marks(world.page)).toBe(world.all);
  });

  test('does not act from the moment on in which the page covers it, and acts again when it is uncovered', async () => {
    const at = await (await openPopover(world.page)).at(words.say('notAMatch'));
    // It comes with the move that precedes the click: the browser has told of no more than that an element enters the top layer.
    await addCover(world.page, 'pointermove');
    await world.page.mouse.click(at.x, at.y);
    await pastTimers(chromiumPage(world.page), A_WHILE_MS);
    expect(await marks(world.page)).toBe(world.all);
    await world.page.evaluate(() => document.querySelector('#cover')!.remove());
    await untilObeyed(world.page);
    await world.page.mouse.click(at.x, at.y);
    expect(await marksUntil(world.page, (now) => now < world.all)).toBeLessThan(world.all);
  });

  test('judgement "not a match" by mouse, undone on the options page', async () => {
    await pressInPopover(world.page, await openPopover(world.page), words.say('notAMatch'));
    expect(await marksUntil(world.page, (now) => now < world.all)).toBeLessThan(world.all);
    const options = await world.surface('options.html', 800);
    await options
      .locator('.judgements')
      .getByRole('button', { name: words.say('undo') })
      .click();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    // The popover on the page, which offered the same undo, closes.
    expect(await popoverOf(world.page, false)).toBeNull();
    await options.getByText(words.say('noJudgements')).waitFor();
    await options.close();
  });

  test('judgement "not a match" by keyboard with the pointer on a mark, undone on the options page by keyboard', async () => {
    await world.page.bringToFront();
    await restOn(world.page, await markAt(world.page));
    await command(world, 'next-match', world.tab);
    expect(
      await until(
        () => hasPopoverFocus(world.page),
        (has) => has,
      ),
    ).toBe(true);
    await untilObeyed(world.page);
    for (let i = 0; i < 3; i++) await world.page.keyboard.press('Tab');
    await world.page.keyboard.press('Enter');
    expect(await marksUntil(world.page, (now) => now < world.all)).toBeLessThan(world.all);
    const options = await world.surface('options.html', 800);
    await options
      .locator('.judgements')
      .getByRole('button', { name: words.say('undo') })
      .press('Enter');
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await options.close();
  });

  test('copies a citation and searches the web on click only', async () => {
    await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const popover = await openPopover(world.page);
    await pressInPopover(world.page, popover, words.say('copyCitation'));
    const copied = await until(
      () => world.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.includes(' · '),
    );
    expect(copied).toContain(' · ');
    expect(copied).not.toMatch(/\.txt|\d{3}_[0-9a-f]{8}/);
    const [opened] = await Promise.all([
      world.browser.context.waitForEvent('page'),
      pressInPopover(world.page, popover, words.say('searchWeb')),
    ]);
    const addresses = () =>
      world.background(async () => {
        const tabs = await (globalThis as unknown as ChromeInTest).chrome.tabs.query({});
        return tabs.map(({ url, pendingUrl }) => pendingUrl || url || '');
      }, undefined);
    const asked = await until(addresses, (all) => all.some((url) => url.includes('search?q=')));
    expect(asked).toContainEqual(expect.stringContaining(`search?q=${encodeURIComponent('"')}`));
    await opened.close();
  });
});
