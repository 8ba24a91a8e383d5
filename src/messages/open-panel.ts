import { browser } from 'wxt/browser';

/** Firefox has a sidebar where Chrome has a side panel; the types know Chrome's only. */
interface WithSidebar {
  readonly sidebarAction?: { open(): Promise<void> };
}

function openAsTab(tab: number): Promise<unknown> {
  return browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?tab=${tab}` as never) });
}

/**
 * Opens the panel beside a tab. Must be called in the very turn of the user's gesture. Where the browser refuses (in
 * Firefox a page's click does not count), the panel opens in a tab of its own.
 */
export async function openPanel(tab: number): Promise<void> {
  const { sidebarAction } = browser as unknown as WithSidebar;
  try {
    await (sidebarAction ? sidebarAction.open() : browser.sidePanel.open({ tabId: tab }));
  } catch {
    await openAsTab(tab);
  }
}
