import { browser } from 'wxt/browser';
import builtIn from '../../src/mark/marks.css?inline';
import { BUILT_IN_STYLE, markRules } from '../../src/mark/presets.ts';

/*
 * A page can ask for the style of any highlight, and so would learn from ours that the extension is installed and which colours were
 * chosen. So only frames get it in which something was found.
 */

const rulesOf = (style: string): string => markRules(style, import.meta.env.FIREFOX ? '' : ':root');

// The rules of the style that is built in, those of the flash, and after them those of another style, as the last of equal rules
// applies.
const sheetOf = (style: string): string => (style === BUILT_IN_STYLE ? builtIn : `${builtIn}${rulesOf(style)}`);

/**
 * Gives the style of marks to a frame, unless it is gone. It is inserted as text, as the browser would read a file from the disk first.
 * Firefox inserts it only when the page has loaded; until then the content script's own sheet serves (src/mark/adopted-style.ts).
 */
export function styleFrame(tab: number, frame: number, style: string): void {
  const target = { tabId: tab, frameIds: [frame] };
  browser.scripting.insertCSS({ target, css: sheetOf(style) }).catch(() => undefined);
}

/**
 * Changes the style of marks in a frame that has one. The new sheet is inserted before the old one is removed, as the last of several
 * equal rules applies.
 */
export async function restyleFrame(tab: number, frame: number, before: string, style: string): Promise<void> {
  if (before === style) return;
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
  if (before !== BUILT_IN_STYLE)
    await browser.scripting.removeCSS({ target, css: rulesOf(before) }).catch(() => undefined);
}
