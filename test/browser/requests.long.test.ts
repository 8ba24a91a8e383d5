import { afterAll, describe, expect, test } from 'vitest';
import { packOf } from '../packs/own-packs.ts';
import { tabsOf } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import type { ChromiumBrowser } from './chromium.ts';
import { passage } from './fill.ts';
import type { FirefoxBrowser } from './firefox.ts';
import { markedLetters, until } from './marks.ts';
import { startPackHost } from './pack-host.ts';
import { giveFile, installPackFile, libraryIsOpen, press, textOf, titlesIn, viewOf, wordsOf } from './packs-page.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * What the extension asks hosts for while it is used, as the browser itself reports it: nothing, but packs of a host that the user has
 * allowed.
 */

/** Has Playwright report the requests of the background too; it reads this when the background starts. */
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';
afterAll(() => {
  delete process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS;
});

interface Observed {
  readonly Services: {
    readonly obs: { addObserver(observer: (subject: Channel) => void, topic: string): void };
  };
  readonly Ci: { readonly nsIHttpChannel: unknown };
  dejaLuRequests: string[] | undefined;
}

interface Channel {
  QueryInterface(of: unknown): void;
  readonly URI: { readonly spec: string };
  readonly loadInfo: { readonly triggeringPrincipal: { readonly addonPolicy: unknown } | null };
}

/** Begins to listen in Firefox for requests that an extension has caused; runs in the browser's own window. */
function observe(): boolean {
  const { Services, Ci } = globalThis as unknown as Observed;
  const seen: string[] = [];
  (globalThis as unknown as Observed).dejaLuRequests = seen;
  Services.obs.addObserver((channel) => {
    channel.QueryInterface(Ci.nsIHttpChannel);
    if (channel.loadInfo.triggeringPrincipal?.addonPolicy) seen.push(channel.URI.spec);
  }, 'http-on-modify-request');
  return true;
}

/** Returns the function that gives the addresses on the web that the extension has asked for since. */
async function listen(browser: TestBrowser, site: string): Promise<() => Promise<string[]>> {
  if (browser.name === 'firefox') {
    const { inside } = browser as FirefoxBrowser;
    await inside(observe, undefined);
    return () => inside(() => (globalThis as unknown as Observed).dejaLuRequests ?? [], undefined);
  }
  const seen: string[] = [];
  (browser as ChromiumBrowser).context.on('request', (request) => {
    if (/^(?:https?|wss?):/u.test(request.url()) && !request.url().startsWith(site)) seen.push(request.url());
  });
  return async () => seen;
}

interface AskingPage {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<unknown> } };
}

/** Adds an essay to the library and exports it. */
async function useLibrary(page: TestPage): Promise<void> {
  const words = await wordsOf(page);
  await giveFile(page, 'input[type="file"][multiple]', '作文.txt', Buffer.from(passage('own-04')));
  await until(
    () => titlesIn(page, passage('own-04')),
    (titles) => titles.length > 0,
    20_000,
  );
  await press(page, words.say('packExport'));
  await press(page, words.say('packSave'));
  await installPackFile(page, await packOf({ parts: [{ a: passage('own-02') }] }));
  expect(await titlesIn(page, passage('own-02'))).toEqual(['题a']);
}

describe.each(startBoth)('the extension in %s', (_name, start) => {
  const world = setUp(() => startOnSite(() => start()));

  test('asks no host for anything while one browses, checks, imports, exports and reports; then only the host that was allowed', async () => {
    const { browser, site } = world;
    const asked = await listen(browser, new URL(site.url('')).origin);
    const read = await browser.open(site.url('plain.html'));
    expect(await markedLetters(read)).not.toBe('');
    const page = await browser.open(browser.extensionUrl('library.html'));
    await libraryIsOpen(page);
    const tab = (await tabsOf(page)).find(({ url }) => url === read.url())!.id;
    expect(await viewOf(page, tab)).toContain('figures');
    const report = await page.evaluate(
      (of) => (globalThis as unknown as AskingPage).chrome.runtime.sendMessage({ dejaLu: 'report', ask: { tab: of } }),
      tab,
    );
    expect(report).toMatchObject({ ok: true });
    await useLibrary(page);
    for (const path of ['popup.html', 'options.html', 'check.html', 'welcome.html', `sidepanel.html?tab=${tab}`])
      await (await browser.open(browser.extensionUrl(path))).close();
    expect(await asked()).toEqual([]);

    const host = await startPackHost();
    await host.serve(await packOf({ parts: [{ a: passage('own-02') }], facts: { pack: 'hosted', name: '订阅的' } }));
    const words = await wordsOf(page);
    await page.evaluate((typed) => {
      const field = document.querySelector<HTMLInputElement>('input[inputmode="url"]')!;
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, host.address);
    await press(page, words.say('packSubscribe'));
    await press(page, words.say('packConfirm', new URL(host.address).host));
    await until(
      () => textOf(page, '.packs'),
      (text) => text.includes('订阅的'),
    );
    const origins = new Set((await asked()).map((address) => new URL(address).origin));
    expect([...origins]).toEqual([new URL(host.address).origin]);
    await host.close();
  });
});
