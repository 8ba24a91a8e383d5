import type { PageState } from '../../report/page-view.ts';
import type { TabResult } from './results.ts';
import { isChecking } from './results.ts';

/** What the browser says of a tab. Without access to its site the address is unknown. */
export interface TabFacts {
  readonly url: string | undefined;
  readonly title: string;
  readonly inPrivate: boolean;
  /** Whether the user lets us into this site: false where access was withdrawn. */
  readonly access: boolean;
  /** Whether it shows, or for all that we can tell may show, a file of this device, and the user lets us into none. */
  readonly filesShut: boolean;
}

/** Hosts of the browsers' extension stores, whose pages no extension may read. */
const STORES = ['chromewebstore.google.com', 'chrome.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org'];

/** Editors that draw their text on a canvas: host and beginning of the path. There is no text to read in them. */
const CANVAS_EDITORS = [
  ['docs.google.com', '/document/'],
  ['docs.google.com', '/presentation/'],
  ['docs.google.com', '/spreadsheets/'],
  ['docs.qq.com', '/'],
  ['www.kdocs.cn', '/'],
] as const;

/** Han letters below which an editor on a canvas is taken to have shown us nothing but its menus. */
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
  // Firefox before 153 lets every extension read files but reports that it does not. A frame in the results shows that it does.
  if (facts.filesShut && tab.frames.length === 0) return url ? 'no-files' : 'browser-or-file';
  return url ? null : 'browser-page';
}

/**
 * What popup and panel say of a tab.
 * @param tab what is known of it; a tab without a single frame has no living content script
 * @param letters Han letters read so far
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
