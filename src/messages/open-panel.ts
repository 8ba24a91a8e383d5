import { browser } from 'wxt/browser';

/** Firefox has a sidebar where Chrome has a side panel. The types describe Chrome's API only. */
interface WithSidebar {
  readonly sidebarAction?: { open(): Promise<void> };
}

function openAsTab(tab: number): Promise<unknown> {
  return browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?tab=${tab}` as never) });
}

/**
 * Opens the panel beside a tab. It has to be called in the turn of the user's gesture. Where the browser refuses (in Firefox a
 * click in a page is no gesture), the panel opens in a new tab.
 */
export async function openPanel(tab: number): Promise<void> {
  const { sidebarAction } = browser as unknown as WithSidebar;
  try {
    await (sidebarAction ? sidebarAction.open() : browser.sidePanel.open({ tabId: tab }));
  } catch {
    await openAsTab(tab);
  }
}
