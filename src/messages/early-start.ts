import { browser } from 'wxt/browser';
import { serve } from './channel.ts';

/*
 * A page whose parser waits for a script, or whose text never ends, is not "loaded" for a long time, and the browser runs the
 * content script only then. The script that runs before it (see content/early-start.ts) asks for it here.
 */

const NAME = 'start-early';

/** Asks the background to start the content script in this frame now. Never rejects. */
export async function askToStart(): Promise<void> {
  await browser.runtime.sendMessage({ dejaLu: NAME, ask: {} }).catch(() => undefined);
}

/** Answers `askToStart`. */
export function serveEarlyStart(start: (tab: number, frame: number) => Promise<unknown>): void {
  const handler = async (_ask: object, { tab, frame }: { tab: number | undefined; frame: number }) => {
    // The frame may be gone by now.
    if (tab !== undefined) await start(tab, frame).catch(() => undefined);
    return { ok: true, value: null } as const;
  };
  serve<{ [NAME]: { ask: object; reply: null } }>({ [NAME]: handler }, undefined, (_name, _ask, sender) => !sender.own);
}
