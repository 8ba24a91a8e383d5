import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';

/** A Chromium with the extension, a marked page, and ways to our own pages. */
export interface UiWorld {
  readonly browser: ChromiumBrowser;
  readonly site: Site;
  /** The demo page, marked. */
  readonly page: Page;
  /** Its tab's number. */
  readonly tab: number;
  /** Opens a page of ours beside it, in a viewport of this size in CSS pixels. */
  surface(path: string, width?: number, height?: number): Promise<Page>;
  /** Runs a function in the background. */
  background<T, A>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  close(): Promise<void>;
}

interface TabsOfChrome {
  readonly chrome: { readonly tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } };
}

/** The number of the tab with this address. */
export function chromeTab(world: Pick<UiWorld, 'background'>, url: string): Promise<number> {
  return world.background(async (wanted) => {
    const tabs = await (globalThis as unknown as TabsOfChrome).chrome.tabs.query({});
    return tabs.find((each) => each.url === wanted)!.id;
  }, url);
}

/** Starts the world in a language of the interface. */
export async function startUiWorld(language: 'zh-CN' | 'zh-TW' | 'en'): Promise<UiWorld> {
  const [browser, site] = await Promise.all([startChromium({ language }), startSite()]);
  const { context } = browser;
  const page = await context.newPage();
  const url = site.url('demo.html');
  await page.goto(url);
  await markedLetters({ url: () => url, evaluate: (run, argument) => page.evaluate(run as never, argument as never) });
  const background: UiWorld['background'] = (run, argument) =>
    // The last one: a test may have stopped its predecessor.
    context
      .serviceWorkers()
      .at(-1)!
      .evaluate(run as never, argument as never);
  const world = {
    browser,
    site,
    page,
    background,
    async surface(path: string, width = 360, height = 800) {
      const made = await context.newPage();
      await made.setViewportSize({ width, height });
      await made.goto(browser.extensionUrl(path));
      await made.locator('main').waitFor();
      return made;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  } satisfies Omit<UiWorld, 'tab'>;
  return { ...world, tab: await chromeTab(world, url) };
}

/** What axe finds on a page, as lines that say what and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // By the debugger, so that our own policy, which lets no foreign script in, need not be weakened.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    return (await run(document)).violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
  });
  return violations.flatMap(({ id, at }) => at.map((html) => `${id}: ${html.slice(0, 200)}`));
}

interface DomNode {
  readonly nodeId: number;
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

function* walk(node: DomNode): Generator<DomNode> {
  yield node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) yield* walk(child);
}

/** The open popover of a page; its root is closed, so only the debugger sees into it. */
export interface PopoverUnderTest {
  readonly html: string;
  /** Middle of the button that says this, in CSS pixels of the viewport. */
  at(label: string): Promise<{ x: number; y: number }>;
}

async function sectionOf(session: CDPSession): Promise<DomNode | undefined> {
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const host = [...walk(root)].find(
    ({ attributes = [] }) => attributes[attributes.indexOf('popover') + 1] === 'manual',
  );
  return host && [...walk(host)].find(({ nodeName }) => nodeName === 'SECTION');
}

async function middleOf(session: CDPSession, label: string): Promise<{ x: number; y: number } | null> {
  const section = await sectionOf(session);
  for (const node of section ? walk(section) : []) {
    if (node.nodeName !== 'BUTTON') continue;
    const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId: node.nodeId });
    if (!outerHTML.includes(label)) continue;
    const { model } = await session.send('DOM.getBoxModel', { nodeId: node.nodeId });
    const [x1, y1, , , x2, y2] = model.border as unknown as [number, number, number, number, number, number];
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }
  return null;
}

async function look(session: CDPSession): Promise<PopoverUnderTest | null> {
  const section = await sectionOf(session);
  if (!section) return null;
  const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId: section.nodeId });
  return {
    html: outerHTML,
    async at(label) {
      // It may be drawn anew while it is looked at.
      const middle = await until(
        () => middleOf(session, label).catch(() => null),
        (found) => found !== null,
        3_000,
      );
      if (!middle) throw new Error(`The popover has no button "${label}": ${outerHTML}`);
      return middle;
    },
  };
}

/** Waits for the popover to be open or closed, as wanted, and looks at it. */
export async function popoverOf(page: Page, open = true): Promise<PopoverUnderTest | null> {
  const session = await page.context().newCDPSession(page);
  return until(
    // It may be drawn anew between two looks.
    () => look(session).catch(() => null),
    (found) => (found !== null) === open,
    3_000,
  );
}

/** The middle of the first line of the n-th mark of a page, scrolled into view. */
export function markAt(page: Page, n = 0, highlight = 'deja-lu-literal'): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([which, name]) => {
      const range = new Range();
      const static_ = [...CSS.highlights.get(name)!][which]!;
      range.setStart(static_.startContainer, static_.startOffset);
      range.setEnd(static_.endContainer, static_.endOffset);
      static_.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
      const rect = range.getClientRects()[0]!;
      return { x: rect.left + Math.min(60, rect.width / 2), y: rect.top + rect.height / 2 };
    },
    [n, highlight] as const,
  );
}

/** Languages that the interface is walked through in: the browser's tag and the locale file. */
export const LANGUAGES = [
  ['zh-CN', 'zh_CN'],
  ['en', 'en'],
] as const;

/** All languages, for what is looked at in each. */
export const LANGUAGES_ALL = [...LANGUAGES, ['zh-TW', 'zh_TW']] as const;

/** What the tests call of the browser's own interface, in the background. */
export interface ChromeInTest {
  readonly chrome: {
    readonly action: { getBadgeText(of: object): Promise<string>; getTitle(of: object): Promise<string> };
    readonly contextMenus: {
      readonly onClicked: {
        dispatch(click: { menuItemId: string; selectionText?: string }, tab: { id: number }): void;
      };
    };
    readonly commands: { readonly onCommand: { dispatch(command: string, tab: { id: number }): void } };
  };
}

/** How many ranges are marked on a page. */
export function marks(page: Page): Promise<number> {
  return page.evaluate(() => CSS.highlights.get('deja-lu-literal')?.size ?? 0);
}

/** Presses a button that offers a file, and reads it. */
export async function download(surface: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    surface.waitForEvent('download'),
    surface.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** What overflows: boxes wider than the page, and boxes that cut the text in them. */
export function cutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth } = document.documentElement;
    if (document.documentElement.scrollWidth > clientWidth)
      found.push(`page ${document.documentElement.scrollWidth} > ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      if (element.closest('svg, .hidden-text, option, textarea, input')) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cutX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const cutY = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
      if ((cutX || cutY) && element.textContent !== '') found.push(element.outerHTML.slice(0, 120));
    }
    return found;
  });
}
