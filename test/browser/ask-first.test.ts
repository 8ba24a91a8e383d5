import { beforeAll, describe, expect, test } from 'vitest';
import type { OwnPage } from './allow.ts';
import type { TestPage } from './browser.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * What a page says first. A page of ours hears all that content scripts tell the background.
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

describe.each(startBoth)('the first word of a page in %s', (_name, start) => {
  const world = setUp(() => startOnSite(() => start()));
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

  /** Opens the page, waits for its marks where there are to be some, and gives what it has said. */
  async function said(isMarked: boolean): Promise<string[]> {
    await own.evaluate(() => {
      (globalThis as unknown as ListeningPage).heard = [];
    });
    const page = await world.browser.open(world.site.url('plain.html'));
    const heard = () => own.evaluate(() => (globalThis as unknown as ListeningPage).heard);
    if (isMarked) await markedLetters(page);
    await until(heard, (all) => all.length > 0);
    // What it goes on to say, if it does.
    await new Promise((done) => setTimeout(done, 300));
    const all = await heard();
    await page.close();
    return all;
  }

  test('is its text, with a handshake along, where nothing is switched off', async () => {
    expect(await registered()).toEqual([]);
    expect(await said(true)).toEqual(['handshake with check-part']);
  });

  test.each([
    ['on a site that is off', { never: ['127.0.0.1'] }, '*://127.0.0.1/* true'],
    ['where it is off everywhere', { on: false }, '<all_urls> true'],
  ])('is a handshake %s, and no text follows', async (_what, settings, script) => {
    await store({ area: 'local', items: { settings } });
    expect(await until(registered, ([first]) => first === script)).toEqual([script]);
    expect(await said(false)).toEqual(['handshake']);
  });

  test('is a handshake where the site is off in private windows: the answer is that it is on here', async () => {
    await store({ area: 'local', items: { settings: {} } });
    await store({ area: 'session', items: { 'private-sites': { never: ['127.0.0.1'] } } });
    // Kept in memory: nothing of a private window is written to the disk.
    const script = '*://127.0.0.1/* false';
    expect(await until(registered, ([first]) => first === script)).toEqual([script]);
    expect(await said(true)).toEqual(['handshake', 'check-part']);
  });

  test('is its text again when all is on', async () => {
    await store({ area: 'session', items: { 'private-sites': {} } });
    expect(await until(registered, ({ length }) => length === 0)).toEqual([]);
    expect(await said(true)).toEqual(['handshake with check-part']);
  });
});
