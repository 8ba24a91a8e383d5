import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { allowInChromium, openPrivate } from './allow.ts';
import { checkBuilt, closeWelcome, OUTPUT, type StartOptions, type TestBrowser, type TestPage } from './browser.ts';
import { browserPath } from './find-browsers.ts';

const BUILT = resolve(OUTPUT, 'chrome-mv3');

// No requests of the browser's own to the network, and no first-run dialogs.
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** The language that the browser speaks where none is asked for. */
const LANGUAGE = 'zh-CN';

/** Lets the debugger install an extension while the browser runs. */
const INSTALLABLE = '--enable-unsafe-extension-debugging';

interface ExtensionsDomain {
  send(method: 'Extensions.loadUnpacked', what: { readonly path: string }): Promise<{ readonly id: string }>;
  send(method: 'Extensions.uninstall', what: { readonly id: string }): Promise<unknown>;
}

async function extensionsOf(context: BrowserContext): Promise<ExtensionsDomain> {
  return (await context.browser()!.newBrowserCDPSession()) as unknown as ExtensionsDomain;
}

/**
 * Playwright's `locale` is an override for each page, which one that the extension opens may read before it is there; the browser
 * itself would speak English in a C locale, whatever `LANGUAGE` says. So the browser is given the language too.
 */
function flags({ extension = BUILT, headed, restore, language = LANGUAGE }: StartOptions): string[] {
  const loaded =
    extension === null ? [INSTALLABLE] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [
    ...(headed ? [] : ['--headless=new']),
    ...(restore ? ['--restore-last-session'] : []),
    ...root,
    ...loaded,
    `--accept-lang=${language}`,
    ...QUIET,
  ];
}

/** Switches that Playwright sets by default and that have to be left out. */
function unwanted({ extension, backForwardCache }: StartOptions): string[] {
  return [
    ...(extension === null ? ['--disable-extensions'] : []),
    ...(backForwardCache ? ['--disable-back-forward-cache'] : []),
  ];
}

async function extensionOrigin(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 30_000 }));
  // `URL.origin` is 'null' for this scheme in Node.
  return `chrome-extension://${new URL(worker.url()).host}`;
}

/** A Playwright page as the tests see it. */
export function chromiumPage(page: Page): TestPage {
  return {
    url: () => page.url(),
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    frames: () =>
      page.frames().map((frame) => ({
        url: () => frame.url(),
        evaluate: (run, argument) => frame.evaluate(run as never, argument as never),
      })),
    bringToFront: () => page.bringToFront(),
    screenshot: async (path) => void (await page.screenshot({ path })),
    keyboard: page.keyboard,
    mouse: {
      click: (x, y) => page.mouse.click(x, y),
      doubleClick: (x, y) => page.mouse.dblclick(x, y),
      move: (x, y) => page.mouse.move(x, y),
    },
    close: () => page.close(),
  };
}

/** A Chromium with its Playwright context, for tests of Chromium alone. */
export interface ChromiumBrowser extends TestBrowser {
  readonly context: BrowserContext;
  /** Removes the extension that `install` has installed. */
  uninstall(): Promise<void>;
}

/** Starts Chromium with the built extension, in a profile of its own. */
export async function startChromium(options: StartOptions = {}): Promise<ChromiumBrowser> {
  if (options.extension !== null) checkBuilt(options.extension ?? BUILT, 'npm run build');
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'deja-lu-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath('chromium'),
    headless: false,
    args: flags(options),
    ignoreDefaultArgs: unwanted(options),
    viewport: { width: 1100, height: 800 },
    locale: options.language ?? LANGUAGE,
    // Without a UTF-8 locale Chromium cannot write Chinese file names and names every download "download".
    env: { LANG: 'C.UTF-8', ...process.env } as Record<string, string>,
  });
  let origin = options.extension === null ? '' : await extensionOrigin(context);
  if (origin !== '' && options.profile === undefined) await closeWelcome(async () => context.pages(), 5_000);
  const self: ChromiumBrowser = {
    name: 'chromium',
    version: context.browser()?.version() ?? '',
    context,
    async open(url) {
      const page = await context.newPage();
      if (url) await page.goto(url, { waitUntil: 'load' });
      return chromiumPage(page);
    },
    async install() {
      checkBuilt(BUILT, 'npm run build');
      const session = await extensionsOf(context);
      const { id } = await session.send('Extensions.loadUnpacked', { path: BUILT });
      origin = `chrome-extension://${id}`;
      await closeWelcome(async () => context.pages(), 5_000);
    },
    async uninstall() {
      const session = await extensionsOf(context);
      await session.send('Extensions.uninstall', { id: origin.split('//')[1]! });
    },
    extensionUrl: (path) => `${origin}/${path}`,
    allow: (where, allowed) => allowInChromium(context, origin.split('//')[1]!, where, allowed),
    openPrivate: (url) => openPrivate(self, url, async () => context.pages().map(chromiumPage)),
    async kill() {
      const closed = context.waitForEvent('close');
      const session = await context.browser()!.newBrowserCDPSession();
      await Promise.race([session.send('Browser.crash').catch(() => undefined), closed]);
      await closed;
    },
    async close(last) {
      await context.close();
      last?.(profile);
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return self;
}
