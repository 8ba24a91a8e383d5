import { browser } from 'wxt/browser';
import { BUILT_IN_STYLE, markRules } from '../../src/mark/presets.ts';

// As in the content script's own sheet.
const rulesOf = (style: string): string => markRules(style, import.meta.env.FIREFOX ? '' : ':root');

/** Gives a frame that has just made the handshake the marks' style, where it is not the one that its sheet has. */
export async function styleFrame(tab: number, frame: number, style: string): Promise<void> {
  if (style === BUILT_IN_STYLE) return;
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
}

/** Changes the marks' style in an open tab. Of sheets with the same rules the last wins, so the new one goes in first. */
export async function restyleTab(tab: number, before: string, style: string): Promise<void> {
  if (before === style) return;
  const target = { tabId: tab, allFrames: true };
  await browser.scripting.insertCSS({ target, css: rulesOf(style) }).catch(() => undefined);
  if (before !== BUILT_IN_STYLE)
    await browser.scripting.removeCSS({ target, css: rulesOf(before) }).catch(() => undefined);
}
