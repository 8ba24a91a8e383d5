import { HAN } from '../text/han.ts';
import { askFirst } from './handshake/ask-first.ts';

/*
 * The browser runs the content script when a page is loaded. Where a page shows Chinese text but takes long to load, because its
 * parser waits for a script or the response does not end, the script is requested before that.
 */

/**
 * Ms after the start of the document at which it is examined first; each later time is twice the one before. Most pages are loaded
 * before the first.
 */
const FIRST_LOOK_MS = 900;
const LAST_LOOK_MS = 57_600;

/** Keys of globals. They are symbols, as a string could also name an element of the page by its id. */
const RUNNING: unique symbol = Symbol.for('deja-lu');
const ASKED: unique symbol = Symbol.for('deja-lu-early');

// All content scripts of the extension share one JavaScript world of the document, which the page cannot access.
const world = globalThis as { [RUNNING]?: AbortController; [ASKED]?: true };

function isRunning(): boolean {
  return world[RUNNING]?.signal.aborted === false;
}

/** Calls `ask` once, to request the content script, when the document has Chinese text and the script does not run yet. */
export function watchForText(ask: () => void): void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    if (isRunning() || world[ASKED] || !HAN.test(document.body?.textContent ?? '')) return;
    world[ASKED] = true;
    // The script that marks pages on which the extension may be off (ask-first.ts) may not have run yet.
    askFirst();
    ask();
  };
  const lookLater = (wait: number, at: number) => {
    timer = setTimeout(() => {
      look();
      if (at < LAST_LOOK_MS) lookLater(at, 2 * at);
    }, wait);
  };
  lookLater(FIRST_LOOK_MS, FIRST_LOOK_MS);
  document.addEventListener('DOMContentLoaded', () => clearTimeout(timer), { once: true });
}

/**
 * Returns a signal that is the lifetime of the content script that starts now, and ends the lifetime of one that runs already.
 * Returns `undefined` for the second of two starts in one document: the requested one and the browser's own.
 */
export function beginLife(): AbortSignal | undefined {
  if (world[ASKED] && isRunning()) {
    delete world[ASKED];
    return undefined;
  }
  // A page that was loading when the extension was installed gets the script twice.
  world[RUNNING]?.abort();
  world[RUNNING] = new AbortController();
  return world[RUNNING].signal;
}

/**
 * Calls `start` with a signal that aborts with `life`. Calls it again, with a new signal, whenever a script opens the document
 * and writes it anew, which removes all listeners; the signal before is aborted first.
 */
export function startForEachDocument(start: (signal: AbortSignal) => void, life: AbortSignal): void {
  let current = new AbortController();
  const observer = new MutationObserver((records) => {
    if (!records.some(({ addedNodes }) => [...addedNodes].some(({ nodeType }) => nodeType === 1))) return;
    current.abort();
    current = new AbortController();
    start(AbortSignal.any([current.signal, life]));
  });
  observer.observe(document, { childList: true });
  life.addEventListener('abort', () => observer.disconnect(), { once: true });
  start(AbortSignal.any([current.signal, life]));
}
