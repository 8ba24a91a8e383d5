import { type OwnPage, tabsOf } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { until } from './marks.ts';

/** What a test reads of the background's view of a tab. */
export interface CheckedView {
  readonly state: string;
  readonly figures: { readonly letters: number; readonly marked: number };
  readonly matches: readonly unknown[];
}

interface AskingPage {
  readonly chrome: OwnPage['chrome'] & {
    readonly runtime: { sendMessage(message: object): Promise<{ readonly value: CheckedView }> };
  };
}

function viewOf(own: TestPage, tab: number): Promise<CheckedView> {
  return own.evaluate(async (of) => {
    const { runtime } = (globalThis as unknown as AskingPage).chrome;
    const { value } = await runtime.sendMessage({ dejaLu: 'view', ask: { tab: of } });
    return {
      state: value.state,
      figures: { letters: value.figures.letters, marked: value.figures.marked },
      matches: value.matches,
    };
  }, tab);
}

const isAnswered = ({ state, figures }: CheckedView) => state === 'checked' && figures.letters > 0;

/** Waits until the background's view of a page pleases, asked from `own`, a page of the extension; returns the last view also when time is up. */
async function viewFrom(own: TestPage, page: TestPage, pleases: (view: CheckedView) => boolean): Promise<CheckedView> {
  const tab = (await tabsOf(own)).findLast(({ url }) => url === page.url())!.id;
  await page.bringToFront();
  return until(() => viewOf(own, tab), pleases);
}

/** Waits until the background's view of a page pleases, and returns its last view also when time is up: for the assertion to show. */
export async function viewUntil(
  browser: TestBrowser,
  page: TestPage,
  pleases: (view: CheckedView) => boolean,
): Promise<CheckedView> {
  const own = await browser.open(browser.extensionUrl('options.html'));
  const view = await viewFrom(own, page, pleases);
  await own.close();
  return view;
}

/**
 * Waits until the background has answered all that a page has sent: a page on which nothing is to be marked is then known to stay
 * unmarked, without waiting for marks that never come.
 * @param own a page of the extension, to ask from
 * @returns the background's last view of the page's tab, also when time is up: for the assertion to show
 */
export function checkedViewFrom(own: TestPage, page: TestPage): Promise<CheckedView> {
  return viewFrom(own, page, isAnswered);
}

/** The same, asked from a page that is opened for it. */
export function checkedView(browser: TestBrowser, page: TestPage): Promise<CheckedView> {
  return viewUntil(browser, page, isAnswered);
}
