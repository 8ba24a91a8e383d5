import { browser } from 'wxt/browser';

/**
 * The tab that an address names, as `popup.html?tab=12` does; `null` if it names none.
 * @param by the name that stands before the number
 */
export function tabInAddress(search: string, by: 'tab' | 'pdf' = 'tab'): number | null {
  const tab = new URLSearchParams(search).get(by);
  return tab !== null && /^\d+$/.test(tab) ? Number(tab) : null;
}

async function activeTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/**
 * Calls `tell` with the tab that a page of the extension is about: the one that its address names, or else the active tab of its
 * window, each time that changes. Calls it again when another page was loaded in that tab, as that page may be one without a
 * content script.
 */
export async function followTab(search: string, tell: (tab: number | null) => void): Promise<void> {
  const named = tabInAddress(search);
  let told: number | null = null;
  const update = async () => {
    told = named ?? (await activeTab());
    tell(told);
  };
  if (named === null) browser.tabs.onActivated.addListener(() => void update());
  browser.tabs.onUpdated.addListener((tab, { status }) => {
    if (tab === told && status === 'complete') tell(told);
  });
  await update();
}

/** The address of a tab; `''` where it is gone, or the extension may not know it. */
export async function tabAddress(tab: number): Promise<string> {
  const { url = '' } = await browser.tabs.get(tab).catch(() => ({ url: '' }));
  return url;
}

/** Reloads a tab, at the user's request. */
export async function reloadTab(tab: number): Promise<void> {
  await browser.tabs.reload(tab);
}

/** Opens a page of the extension in a tab. */
export async function openOwnPage(page: '/options.html' | '/check.html' | '/library.html'): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page as never) });
}

/** Opens the check page for the PDF that a tab shows, at the user's request: it fetches it once. */
export async function openPdfCheck(tab: number): Promise<void> {
  // The tab's number and not the PDF's address, which would stay in the browser's history.
  await browser.tabs.create({ url: browser.runtime.getURL(`/check.html?pdf=${tab}` as never) });
}

/** The version of the extension, from its manifest. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
