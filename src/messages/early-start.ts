import { browser } from 'wxt/browser';
import { serve } from './channel.ts';

/*
 * The browser runs the content script when a page is loaded. A page whose parser waits for a script, or whose response does not
 * end, is not loaded for a long time. The script that runs earlier (see content/early-start.ts) requests the content script by
 * this message.
 */

const NAME = 'start-early';

/** Asks the background to start the content script in this frame now. Never rejects. */
export async function askToStart(): Promise<void> {
  await browser.runtime.sendMessage({ dejaLu: NAME, ask: {} }).catch(() => undefined);
}

/** Answers `askToStart` by calling `start` with the sender's tab and frame. */
export function serveEarlyStart(start: (tab: number, frame: number) => Promise<unknown>): void {
  const handler = async (_ask: object, { tab, frame }: { tab: number | undefined; frame: number }) => {
    // The frame may have been removed meanwhile.
    if (tab !== undefined) await start(tab, frame).catch(() => undefined);
    return { ok: true, value: null } as const;
  };
  serve<{ [NAME]: { ask: object; reply: null } }>({ [NAME]: handler }, undefined, (_name, _ask, sender) => !sender.own);
}
