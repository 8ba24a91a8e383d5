import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/locale/words.ts';
import type { Result } from '../../src/messages/protocol/exchange.ts';
import type { FromUi } from '../../src/messages/protocol/from-ui.ts';
import { type ChromiumBrowser, chromiumPage } from './chromium.ts';
import { markedLetters, until } from './marks.ts';
import { sharedChromium } from './shared-browsers.ts';
import type { Site } from './site.ts';
import { startOnSite } from './start.ts';

/** Runs a function in the background. */
export type Background = <T, A>(run: (argument: A) => T | Promise<T>, argument: A) => Promise<T>;

/** A Chromium with the extension, a marked page, and functions that open the extension's own pages. */
export interface UiWorld {
  readonly browser: ChromiumBrowser;
  readonly site: Site;
  /** The demo page, marked. */
  readonly page: Page;
  /** Its tab's number. */
  readonly tab: number;
  /** How many ranges are marked on it. */
  readonly all: number;
  /** Opens a page of the extension in a tab, in a viewport of this size in CSS pixels. */
  surface(path: string, width?: number, height?: number): Promise<Page>;
  panel(): Promise<Page>;
  popup(): Promise<Page>;
  readonly background: Background;
  close(): Promise<void>;
}

/** The part of the extension API that tests call in the background. */
export interface ChromeInTest {
  readonly chrome: {
    readonly tabs: {
      query(which: object): Promise<{ id: number; url?: string; pendingUrl?: string }[]>;
    };
    readonly action: { getBadgeText(of: object): Promise<string>; getTitle(of: object): Promise<string> };
    readonly contextMenus: {
      readonly onClicked: {
        dispatch(click: { menuItemId: string; selectionText?: string }, tab: { id: number }): void;
      };
    };
    readonly commands: {
      getAll(): Promise<{ name: string; shortcut: string }[]>;
      readonly onCommand: { dispatch(command: string, tab: { id: number }): void };
    };
    readonly storage: { readonly local: { set(items: object): Promise<void> } };
  };
}

/** Returns a function that runs functions in the background of a browser. */
export function backgroundOf({ context }: ChromiumBrowser): Background {
  // The last one: a test may have stopped its predecessor.
  return (run, argument) =>
    context
      .serviceWorkers()
      .at(-1)!
      .evaluate(run as never, argument as never);
}

/** The number of the tab with this address. */
export function chromeTab({ background }: { readonly background: Background }, url: string): Promise<number> {
  return background(async (wanted) => {
    const tabs = await (globalThis as unknown as ChromeInTest).chrome.tabs.query({});
    return tabs.find((each) => each.url === wanted)!.id;
  }, url);
}

interface AskingPage {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<unknown> } };
}

/**
 * Asks the background, from a page of the extension, and returns its answer.
 * @throws Error with the reason where it refuses
 */
export async function askFrom<K extends keyof FromUi>(
  surface: Page,
  name: K,
  ask: FromUi[K]['ask'],
): Promise<FromUi[K]['reply']> {
  const answer = await surface.evaluate(
    (message) => (globalThis as unknown as AskingPage).chrome.runtime.sendMessage(message),
    { dejaLu: name, ask },
  );
  const outcome = answer as Result<FromUi[K]['reply'], string>;
  if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
  return outcome.value;
}

/** Runs a command in a tab, as its keyboard shortcut does. */
export function command({ background }: { readonly background: Background }, name: string, tab: number): Promise<void> {
  return background(
    (given) => {
      (globalThis as unknown as ChromeInTest).chrome.commands.onCommand.dispatch(given.name, { id: given.tab });
    },
    { name, tab },
  );
}

/** Chooses an item of the context menu in a tab. */
export function chooseInMenu(
  { background }: { readonly background: Background },
  click: { readonly menuItemId: string; readonly selectionText?: string },
  tab: number,
): Promise<void> {
  return background(
    (given) => {
      (globalThis as unknown as ChromeInTest).chrome.contextMenus.onClicked.dispatch(given.click, { id: given.tab });
    },
    { click, tab },
  );
}

/** How many ranges are marked on a page. */
export function marks(page: Page): Promise<number> {
  return page.evaluate(() => CSS.highlights.get('deja-lu-literal')?.size ?? 0);
}

/** Waits until `wanted` ranges are marked on a page, or until `wanted` accepts their number; returns the number. */
export function marksUntil(page: Page, wanted: number | ((marks: number) => boolean)): Promise<number> {
  return until(
    () => marks(page),
    (now) => (typeof wanted === 'number' ? now === wanted : wanted(now)),
  );
}

/** Starts the world in a language of the interface, in this worker's shared Chromium. */
export async function startUiWorld(language: InterfaceLanguage[0]): Promise<UiWorld> {
  const { browser, site, close } = await startOnSite(() => sharedChromium({ language }));
  const page = await browser.context.newPage();
  const url = site.url('demo.html');
  await page.goto(url);
  await markedLetters(chromiumPage(page));
  const background = backgroundOf(browser);
  const tab = await chromeTab({ background }, url);
  const surface: UiWorld['surface'] = async (path, width = 360, height = 800) => {
    const made = await browser.context.newPage();
    await made.setViewportSize({ width, height });
    await made.goto(browser.extensionUrl(path));
    await made.locator('main').waitFor();
    return made;
  };
  return {
    browser,
    site,
    page,
    tab,
    all: await marks(page),
    surface,
    panel: () => surface(`sidepanel.html?tab=${tab}`),
    popup: () => surface(`popup.html?tab=${tab}`),
    background,
    close,
  };
}

/** A language of the interface: the browser's tag and the name of its locale file. */
type InterfaceLanguage = readonly ['zh-CN' | 'zh-TW' | 'en', Language];

/** Chinese in simplified letters. */
export const SIMPLIFIED: InterfaceLanguage = ['zh-CN', 'zh_CN'];
/** Chinese in traditional letters. */
export const TRADITIONAL: InterfaceLanguage = ['zh-TW', 'zh_TW'];
/** English. */
export const ENGLISH: InterfaceLanguage = ['en', 'en'];

/** Forgets what was ignored and confirmed. */
export async function clearJudgements(world: UiWorld): Promise<void> {
  const options = await world.surface('options.html');
  await askFrom(options, 'clear-judgements', {});
  await options.close();
}

/** Opens the menu of reports, presses this button in it, and reads the file that is downloaded. */
export async function download(surface: Page, button: string): Promise<{ name: string; text: string }> {
  await surface.locator('.menu > button').click();
  const [file] = await Promise.all([
    surface.waitForEvent('download'),
    surface.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}
