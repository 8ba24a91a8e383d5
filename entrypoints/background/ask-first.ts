import { browser } from 'wxt/browser';
import { settingsIn } from '../../src/store/settings.ts';
import { coveringPattern, EVERYWHERE } from '../../src/store/sites.ts';

/** The script that makes pages ask the background before they are read. */
export const ASK_FIRST_FILE = 'ask-first.js';

async function register(id: string, matches: string[], persistAcrossSessions: boolean): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [id] });
    return;
  }
  const script = {
    id,
    matches,
    js: [ASK_FIRST_FILE],
    runAt: 'document_start' as const,
    matchOriginAsFallback: true,
    persistAcrossSessions,
  };
  // The registered script is updated, not removed and registered again: a page may load in between.
  if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

// If the browser refuses a pattern, all pages ask first, so that no page is read that the user has switched off.
async function registerOrAll(id: string, matches: string[], persists: boolean): Promise<void> {
  await register(id, matches, persists).catch(() => register(id, [EVERYWHERE], persists));
}

async function sync(): Promise<void> {
  const [settings, inPrivate] = await Promise.all([settingsIn(false), settingsIn(true)]);
  const off = settings.on ? settings.never.map(coveringPattern) : [EVERYWHERE];
  await registerOrAll('ask-first', off, true);
  // What was switched off in private windows is not written to disk; this includes registered scripts.
  const offInPrivate = inPrivate.never.filter((site) => !settings.never.includes(site)).map(coveringPattern);
  await registerOrAll('ask-first-private', offInPrivate, false);
}

let last: Promise<void> = Promise.resolve();

/**
 * Makes the pages of sites for which the extension may be off ask before they are read. Call it when the settings have changed,
 * and after an update, as browsers drop such scripts then. A page that was loading meanwhile sends its text; the background
 * refuses it unread.
 */
export function keepAskFirst(): Promise<void> {
  last = last.then(sync, sync);
  return last;
}
