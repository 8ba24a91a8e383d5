import { browser } from 'wxt/browser';
import { loadWords } from '../../src/locale/words.ts';
import { type Badge, type BadgeFacts, badgeOf } from '../../src/report/badge.ts';
import { loadSettings } from '../../src/store/settings.ts';

/** Dark green. White text on it has a contrast of 7.6 : 1, and it can be told from light and dark toolbars. */
const BADGE_COLOUR = '#1f5c52';

async function paint(tab: number, { text, title }: Badge): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ tabId: tab, text }),
    browser.action.setTitle({ tabId: tab, title }),
  ]);
}

/** Sets the colours of all badges. */
export async function prepareToolbar(): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: BADGE_COLOUR });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
}

/** Shows a tab's figures on the toolbar button. It does nothing if the tab was closed meanwhile. */
export async function showBadge(tab: number, facts: BadgeFacts | null): Promise<void> {
  const words = await loadWords((await loadSettings()).language);
  await paint(tab, badgeOf(facts, words)).catch(() => undefined);
}
