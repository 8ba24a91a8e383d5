import { beforeAll, describe, expect, test } from 'vitest';
import type { OwnPage } from './allow.ts';
import type { TestPage } from './browser.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The first message of a page to the background. A page of the extension receives all messages that content scripts send.
 */

interface Message {
  readonly dejaLu: string;
  readonly ask: { readonly handshake?: object };
}

interface ListeningPage {
  readonly chrome: {
    readonly runtime: {
      readonly onMessage: { addListener(hear: (message: Message, sender: { url: string }) => void): void };
    };
    readonly scripting: {
      getRegisteredContentScripts(): Promise<{ matches?: string[]; persistAcrossSessions?: boolean }[]>;
    };
  };
  heard: string[];
}

interface Stored {
  readonly area: 'local' | 'session';
  readonly items: object;
}

describe.each(sharedBrowsers)('the first message of a page in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  let own: TestPage;
  beforeAll(async () => {
    own = await world.browser.open(world.browser.extensionUrl('options.html'));
    await own.evaluate((url) => {
      const ours = globalThis as unknown as ListeningPage;
      ours.chrome.runtime.onMessage.addListener(({ dejaLu, ask }, sender) => {
        if (sender.url === url) ours.heard.push(ask.handshake ? `handshake with ${dejaLu}` : dejaLu);
      });
    }, world.site.url('plain.html'));
  });

  const store = (stored: Stored) =>
    own.evaluate(({ area, items }) => (globalThis as unknown as OwnPage).chrome.storage[area].set(items), stored);

  const registered = () =>
    own.evaluate(async () => {
      const scripts = await (globalThis as unknown as ListeningPage).chrome.scripting.getRegisteredContentScripts();
      return scripts.map(({ matches, persistAcrossSessions }) => `${matches} ${persistAcrossSessions}`);
    });

  const heard = () => own.evaluate(() => (globalThis as unknown as ListeningPage).heard);

  /** Opens the page and begins to record the messages that it sends. */
  async function open(): Promise<TestPage> {
    await own.evaluate(() => {
      (globalThis as unknown as ListeningPage).heard = [];
    });
    return world.browser.open(world.site.url('plain.html'));
  }

  /** The messages that the page has sent by the time it is marked; where its matches stand it may tell before that or after. */
  async function said(): Promise<string[]> {
    const page = await open();
    await markedLetters(page);
    const all = await heard();
    await page.close();
    return all.filter((message) => message !== 'passage-contexts');
  }

  test('is its text together with a handshake, where nothing is switched off', async () => {
    expect(await registered()).toEqual([]);
    expect(await said()).toEqual(['handshake with check-part']);
  });

  test.each([
    ['on a site that is off', { never: ['127.0.0.1'] }, '*://127.0.0.1/* true'],
    ['where it is off everywhere', { on: false }, '<all_urls> true'],
  ])('is a handshake %s, and no text follows until it is on', async (_what, settings, script) => {
    await store({ area: 'local', items: { settings } });
    expect(await until(registered, ([first]) => first === script)).toEqual([script]);
    const page = await open();
    expect(await until(heard, (all) => all.length > 0)).toEqual(['handshake']);
    await page.bringToFront();
    // A page that is switched on sends all of its text. A `check-part` that was sent before would make two.
    await store({ area: 'local', items: { settings: {} } });
    await markedLetters(page);
    expect(await heard()).toEqual(['handshake', 'check-part']);
    await page.close();
  });

  test('is a handshake where the site is off in private windows only; the reply is that it is on', async () => {
    await store({ area: 'local', items: { settings: {} } });
    await store({ area: 'session', items: { 'private-sites': { never: ['127.0.0.1'] } } });
    // The script is registered until the browser ends only: nothing of a private window is written to the disk.
    const script = '*://127.0.0.1/* false';
    expect(await until(registered, ([first]) => first === script)).toEqual([script]);
    expect(await said()).toEqual(['handshake', 'check-part']);
  });

  test('is its text again after everything was switched on', async () => {
    await store({ area: 'session', items: { 'private-sites': {} } });
    expect(await until(registered, ({ length }) => length === 0)).toEqual([]);
    expect(await said()).toEqual(['handshake with check-part']);
  });
});
