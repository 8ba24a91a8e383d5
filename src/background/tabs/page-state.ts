import type { PageState } from '../../report/page-view.ts';
import type { TabResult } from './results.ts';
import { isChecking } from './results.ts';

/** What the browser reports of a tab. The address is `undefined` where the extension has no access to its site. */
export interface TabFacts {
  readonly url: string | undefined;
  readonly title: string;
  readonly inPrivate: boolean;
  /** Whether the user allows the extension on this site; `false` where access was withdrawn. */
  readonly access: boolean;
  /** Whether the tab shows, or may show, a file of this device while the user allows the extension no access to files. */
  readonly filesShut: boolean;
}

/** Hosts of the browsers' extension stores, whose pages no extension may read. */
const STORES = ['chromewebstore.google.com', 'chrome.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org'];

/** Editors that draw their text on a canvas, by host and beginning of the path. They contain no text that could be read. */
const CANVAS_EDITORS = [
  ['docs.google.com', '/document/'],
  ['docs.google.com', '/presentation/'],
  ['docs.google.com', '/spreadsheets/'],
  ['docs.qq.com', '/'],
  ['www.kdocs.cn', '/'],
] as const;

/** Number of Han letters below which such an editor is taken to have shown only its menus. */
const MENU_LETTERS = 500;

function isStore(url: URL): boolean {
  return STORES.includes(url.host) && (url.host !== 'chrome.google.com' || url.pathname.startsWith('/webstore'));
}

function isCanvas(url: URL): boolean {
  return CANVAS_EDITORS.some(([host, path]) => url.host === host && url.pathname.startsWith(path));
}

function isPdf(url: URL, tab: TabResult): boolean {
  const top = tab.frames.find((frame) => frame.frame === 0);
  return top ? top.type === 'application/pdf' : /\.pdf$/i.test(url.pathname);
}

function unreachable(url: URL | undefined, facts: TabFacts, tab: TabResult): PageState | null {
  if (url && isStore(url)) return 'store';
  if (url && !/^(?:https?|file):$/.test(url.protocol)) return 'browser-page';
  if (!facts.access) return 'no-access';
  // Firefox before 153 allows every extension to read files but reports that it does not. A frame in the results shows that it
  // does.
  if (facts.filesShut && tab.frames.length === 0) return url ? 'no-files' : 'browser-or-file';
  return url ? null : 'browser-page';
}

/**
 * The state of a tab that popup and panel show.
 * @param tab its results; a tab without a frame has no running content script
 * @param letters Han letters read so far
 * @param on whether the extension is on at all
 * @param onHere whether it is on for the site of the tab
 */
export function stateOf(facts: TabFacts, tab: TabResult, letters: number, on: boolean, onHere: boolean): PageState {
  const url = facts.url !== undefined && URL.canParse(facts.url) ? new URL(facts.url) : undefined;
  const blocked = unreachable(url, facts, tab);
  if (blocked) return blocked;
  if (url && isPdf(url, tab)) return 'pdf';
  if (!onHere && !tab.forced) return on ? 'off-here' : 'off';
  if (url && isCanvas(url) && letters < MENU_LETTERS) return 'canvas';
  if (tab.frames.length === 0) return 'reload';
  return isChecking(tab) ? 'checking' : 'checked';
}
