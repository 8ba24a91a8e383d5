import { browser } from 'wxt/browser';
import { BUILT_IN_STYLE, markRules } from '../../src/mark/presets.ts';

// The same rules as in the content script's own style sheet.
const rulesOf = (style: string): string => markRules(style, import.meta.env.FIREFOX ? '' : ':root');

/**
 * Gives the style of marks to a frame that has just made the handshake, unless it is the one in the content script's own sheet.
 */
export async function styleFrame(tab: number, frame: number, style: string): Promise<void> {
  if (style === BUILT_IN_STYLE) return;
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
}

/**
 * Changes the style of marks in an open tab. The new sheet is inserted before the old one is removed, as the last of several
 * equal rules applies.
 */
export async function restyleTab(tab: number, before: string, style: string): Promise<void> {
  if (before === style) return;
  const target = { tabId: tab, allFrames: true };
  await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
  if (before !== BUILT_IN_STYLE)
    await browser.scripting.removeCSS({ target, css: rulesOf(before) }).catch(() => undefined);
}
