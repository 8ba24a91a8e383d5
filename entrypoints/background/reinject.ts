import { type Browser, browser } from 'wxt/browser';
import { ASK_FIRST_FILE } from './ask-first.ts';

interface ContentScript {
  readonly js?: string[] | undefined;
}

async function inject(tab: Browser.tabs.Tab, script: ContentScript): Promise<void> {
  const target = { tabId: tab.id!, allFrames: true };
  if (!script.js?.length) return;
  // Registered scripts run only while a page loads. These pages are loaded, so the script that makes them ask first is injected
  // into all of them.
  const files = [ASK_FIRST_FILE, ...script.js];
  await browser.scripting.executeScript({ target, files: files as never });
}

/**
 * Injects the content script into pages that were open before the installation or update. Firefox does that itself. Pages that no
 * extension may read (the browser's own, the extension store) are left out; popup and panel show that.
 */
export async function coverOpenTabs(): Promise<void> {
  if (import.meta.env.FIREFOX) return;
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*', 'file:///*'], discarded: false });
  await Promise.allSettled(tabs.flatMap((tab) => scripts.map((script) => inject(tab, script))));
}

/** Starts the content script in a frame that has not loaded yet. */
export async function startEarly(tab: number, frame: number): Promise<void> {
  const files = (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ js, run_at }) =>
    run_at === 'document_start' ? [] : (js ?? []),
  );
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.executeScript({ target, files: files as never, injectImmediately: true });
}
