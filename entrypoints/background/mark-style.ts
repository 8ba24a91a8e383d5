import { browser } from 'wxt/browser';
import { BUILT_IN_STYLE, markRules } from '../../src/mark/presets.ts';

/*
 * A page can ask for the style of any highlight, and so would learn from ours that the extension is installed and which colours were
 * chosen. So only frames get it in which something was found.
 */

/** The rules of the style that is built in, and those of the flash. */
const SHEET = 'assets/marks.css';

// The same rules as in that sheet.
const rulesOf = (style: string): string => markRules(style, import.meta.env.FIREFOX ? '' : ':root');

async function insert(tab: number, frame: number, style: string): Promise<void> {
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.insertCSS({ target, files: [SHEET] }).catch(() => undefined);
  if (style !== BUILT_IN_STYLE)
    await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
}

/**
 * Gives the style of marks to a frame. Resolves when the frame has it, or is gone; in Firefox at once, as it inserts the style only
 * when the page has loaded. Until then the content script's own sheet serves (src/mark/adopted-style.ts).
 */
export async function styleFrame(tab: number, frame: number, style: string): Promise<void> {
  const inserted = insert(tab, frame, style);
  if (!import.meta.env.FIREFOX) await inserted;
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
