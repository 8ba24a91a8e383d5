import { browser } from 'wxt/browser';

/** The tab that the address names, as in `popup.html?tab=12`; `null` where it names none. */
export function tabInAddress(search: string): number | null {
  const tab = new URLSearchParams(search).get('tab');
  return tab !== null && /^\d+$/.test(tab) ? Number(tab) : null;
}

async function activeTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/**
 * Tells which tab a page of the extension speaks of: the one its address names, or the active one of its window, whenever that
 * changes; and again when another page has come into it, which need not be one that lets a content script say so.
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

/** Reloads a tab, after the user asked for it. */
export async function reloadTab(tab: number): Promise<void> {
  await browser.tabs.reload(tab);
}

/** Opens a page of the extension in a tab. */
export async function openOwnPage(page: '/options.html' | '/check.html'): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page as never) });
}

/** The version of the extension, as its manifest has it. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
