import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { allowInFirefox, openPrivate } from './allow.ts';
import { checkBuilt, OUTPUT, type StartOptions, type TestBrowser, type TestPage } from './browser.ts';
import { browserPath } from './find-browsers.ts';
import { until } from './marks.ts';

const BUILT = resolve(OUTPUT, 'firefox-mv3');

/** The id of the extension in its manifest. */
export const GECKO_ID = 'deja-lu@deja-lu.extension';

/** The one that its pages get in this profile: pinned, to be addressed. */
const UUID = '5d5f4c2e-8f0d-4d0a-9a43-0d6a1d0e7c11';

const PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
  'intl.locale.requested': 'zh-CN',
  // A browser that tests have killed starts as usual, and an extension that it had loaded for one session keeps its data.
  'toolkit.startup.max_resumed_crashes': -1,
  'browser.sessionstore.resume_from_crash': false,
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
};

/** Waits until a page with this address has loaded and drawn its contents. */
async function shown(page: Page, url: string): Promise<void> {
  const isShown = (wanted: string) =>
    location.href === wanted && document.readyState === 'complete' && document.querySelector('main') !== null;
  const ask = () => Promise.race([page.evaluate(isShown, url).catch(() => false), later(500).then(() => false)]);
  await until(ask, (is) => is);
}

function firefoxPage(page: Page): TestPage {
  return {
    url: () => page.url(),
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    async goto(url) {
      // Firefox never reports that a page of the extension has loaded: it is asked.
      if (url.startsWith('moz-extension:')) await Promise.race([page.goto(url).catch(() => {}), shown(page, url)]);
      else await page.goto(url, { waitUntil: 'load' });
    },
    frames: () =>
      page.frames().map((frame) => ({
        url: () => frame.url(),
        evaluate: (run, argument) => frame.evaluate(run as never, argument as never),
      })),
    bringToFront: () => page.bringToFront(),
    screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
    keyboard: {
      type: (text) => page.keyboard.type(text),
      press: (key) => page.keyboard.press(key as KeyInput),
      down: (key) => page.keyboard.down(key as KeyInput),
      up: (key) => page.keyboard.up(key as KeyInput),
    },
    mouse: {
      click: (x, y) => page.mouse.click(x, y),
      doubleClick: (x, y) => page.mouse.click(x, y, { count: 2 }),
      move: (x, y) => page.mouse.move(x, y),
    },
    close: () => page.close(),
  };
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

interface Wire {
  readonly connection: {
    send(method: string, what: object): Promise<{ readonly result: unknown }>;
  };
}

/** Runs a function in the browser's own window, with all the rights of the browser. */
async function runInside(browser: Browser, run: string): Promise<unknown> {
  const { connection } = browser as unknown as Wire;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { context } = (tree.result as { contexts: readonly { context: string }[] }).contexts[0]!;
  const answer = await connection.send('script.evaluate', {
    expression: `(async () => JSON.stringify((await ${run}) ?? null))()`,
    target: { context },
    awaitPromise: true,
  });
  const { result, exceptionDetails } = answer.result as {
    result?: { value: string };
    exceptionDetails?: { text: string };
  };
  if (!result) throw new Error(`In Firefox’s own window: ${exceptionDetails?.text}`);
  return JSON.parse(result.value);
}

/** A Firefox whose own window can be reached too, for what only Firefox can be asked. */
export interface FirefoxBrowser extends TestBrowser {
  /** Runs a function there. It sees nothing of the test but its argument, which has to be JSON. */
  inside<T, A = undefined>(run: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
}

interface TabsWindow {
  readonly gBrowser: {
    readonly tabs: readonly { readonly linkedBrowser: { readonly currentURI: { readonly spec: string } } }[];
    removeTab(tab: object): void;
  };
}

/** Closes the first-run page; runs in the browser's own window. `false` where it has not opened yet. */
function closeWelcomeTab(): boolean {
  const { gBrowser } = globalThis as unknown as TabsWindow;
  const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.currentURI.spec.endsWith('/welcome.html'));
  if (tab) gBrowser.removeTab(tab);
  return tab !== undefined;
}

/** Starts Firefox with the built extension, in a profile of its own. */
export async function startFirefox(options: StartOptions = {}): Promise<FirefoxBrowser> {
  if (options.extension !== null) checkBuilt(options.extension ?? BUILT, 'npm run build:firefox');
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'deja-lu-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: browserPath('firefox'),
    headless: !options.headed,
    userDataDir: profile,
    args: ['--remote-allow-system-access', '--width=1100', '--height=900'],
    extraPrefsFirefox: { ...PREFERENCES, 'intl.locale.requested': options.language ?? 'zh-CN' },
    env: { ...process.env, HOME: profile },
  });
  const inside: FirefoxBrowser['inside'] = (run, argument) =>
    runInside(browser, `(${run})(${JSON.stringify(argument)})`) as never;
  const install = async (extension: string) => {
    checkBuilt(extension, 'npm run build:firefox');
    await browser.installExtension(extension);
    // Firefox does not list pages of extensions for the debugger; its own window does.
    await until(
      () => inside(closeWelcomeTab),
      (closed) => closed,
      5_000,
    );
  };
  if (options.extension !== null) await install(options.extension ?? BUILT);
  const self: FirefoxBrowser = {
    name: 'firefox',
    version: await browser.version(),
    async open(url) {
      const page = firefoxPage(await browser.newPage());
      if (url) await page.goto(url);
      return page;
    },
    install: () => install(BUILT),
    extensionUrl: (path) => `moz-extension://${UUID}/${path}`,
    inside,
    allow: (where, allowed) => inside(allowInFirefox, { id: GECKO_ID, where, allowed }),
    openPrivate: (url) => openPrivate(self, url, async () => (await browser.pages()).map(firefoxPage)),
    async kill() {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const running = browser.process()!;
      running.once('exit', () => resolve());
      running.kill('SIGKILL');
      await ended;
      // Puppeteer now puts the profile's preferences back, of which it keeps copies; the next launch copies them anew.
      await until(
        async () => readdirSync(profile).some((name) => name.endsWith('.puppeteer')),
        (some) => !some,
      );
    },
    async close(last) {
      await browser.close();
      last?.(profile);
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return self;
}
