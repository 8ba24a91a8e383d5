import { browser } from 'wxt/browser';
import { loadWords } from '../../src/locale/words.ts';
import { loadSettings } from '../../src/store/settings.ts';

/** What the entries of the context menu do. */
export interface MenuActs {
  readonly checkPage: (tab: number) => void;
  /** Opens the page where a text is pasted. */
  readonly checkText: () => void;
  readonly checkSelection: (tab: number, text: string) => void;
}

/** Writes the entries of the context menu in the user's language. They stay until the extension is updated. */
export async function writeMenus(): Promise<void> {
  const words = await loadWords((await loadSettings()).language);
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: 'check-selection', contexts: ['selection'], title: words.say('menuSelection') });
  browser.contextMenus.create({ id: 'check-text', contexts: ['page', 'action'], title: words.say('menuCheckText') });
  browser.contextMenus.create({ id: 'check-page', contexts: ['page'], title: words.say('menuPage') });
}

/** Answers the entries of the context menu. */
export function serveMenus(acts: MenuActs): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText }, tab) => {
    if (menuItemId === 'check-text') acts.checkText();
    if (tab?.id === undefined) return;
    if (menuItemId === 'check-page') acts.checkPage(tab.id);
    if (menuItemId === 'check-selection' && selectionText) acts.checkSelection(tab.id, selectionText);
  });
}
