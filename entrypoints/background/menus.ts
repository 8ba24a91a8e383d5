import { browser } from 'wxt/browser';
import { loadWords } from '../../src/locale/words.ts';
import { loadSettings } from '../../src/store/settings.ts';

/** The actions of the entries of the context menu. */
export interface MenuActs {
  readonly checkPage: (tab: number) => void;
  /** Fetches the PDF that a tab shows, and checks it. */
  readonly checkPdf: (tab: number) => void;
  /** Opens the page on which a text can be pasted. */
  readonly checkText: () => void;
  readonly checkSelection: (tab: number, text: string) => void;
  /** Takes what is selected in a frame to the library page. */
  readonly addSelection: (tab: number, frame: number, text: string) => void;
  /** Takes the page's text to the library page. */
  readonly addPage: (tab: number) => void;
}

/** Addresses of PDF documents, as far as they can be told by their names; on others "check this page now" does the same. */
const PDF_ADDRESSES = ['*://*/*.pdf', '*://*/*.pdf?*', '*://*/*.PDF', '*://*/*.PDF?*'];

/** Creates the entries of the context menu in the user's language. They remain until the extension is updated. */
export async function writeMenus(): Promise<void> {
  const words = await loadWords((await loadSettings()).language);
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: 'check-selection', contexts: ['selection'], title: words.say('menuSelection') });
  browser.contextMenus.create({ id: 'add-selection', contexts: ['selection'], title: words.say('menuAddSelection') });
  browser.contextMenus.create({ id: 'add-page', contexts: ['page'], title: words.say('menuAddPage') });
  browser.contextMenus.create({ id: 'check-text', contexts: ['page', 'action'], title: words.say('menuCheckText') });
  browser.contextMenus.create({
    id: 'check-pdf',
    contexts: ['page'],
    documentUrlPatterns: PDF_ADDRESSES,
    title: words.say('checkPdf'),
  });
  browser.contextMenus.create({ id: 'check-page', contexts: ['page'], title: words.say('menuPage') });
}

/** Runs the actions of the context menu when its entries are clicked. */
export function serveMenus(acts: MenuActs): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, frameId = 0 }, tab) => {
    if (menuItemId === 'check-text') acts.checkText();
    if (tab?.id === undefined) return;
    if (menuItemId === 'add-page') acts.addPage(tab.id);
    if (menuItemId === 'add-selection' && selectionText) acts.addSelection(tab.id, frameId, selectionText);
    if (menuItemId === 'check-pdf') acts.checkPdf(tab.id);
    if (menuItemId === 'check-page') acts.checkPage(tab.id);
    if (menuItemId === 'check-selection' && selectionText) acts.checkSelection(tab.id, selectionText);
  });
}
