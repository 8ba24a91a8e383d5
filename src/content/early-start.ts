import { HAN } from '../page/readable.ts';
import { askFirst } from './handshake/ask-first.ts';

/*
 * The browser starts the content script when a page is loaded. Where a page shows Chinese text and is not loaded for a long time,
 * because its parser waits for a script or its text never ends, the content script is asked for before.
 */

/** Ms after the beginning of the document at which it is looked at; most pages are loaded by the first. */
const LOOK_AFTER_MS = [900, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600];

/** No strings: an element of the page with such an id would be found there. */
const RUNNING: unique symbol = Symbol.for('deja-lu');
const ASKED: unique symbol = Symbol.for('deja-lu-early');

// All scripts of the extension run in one world of the document, which the page does not see.
const world = globalThis as { [RUNNING]?: AbortController; [ASKED]?: true };

function isRunning(): boolean {
  return world[RUNNING]?.signal.aborted === false;
}

/** Asks for the content script when the document has Chinese text and has not started it by itself. */
export function watchForText(ask: () => void): void {
  const look = () => {
    if (isRunning() || world[ASKED] || !HAN.test(document.body?.textContent ?? '')) return;
    world[ASKED] = true;
    // The script that says that it may be off here, if there is one, need not have run.
    askFirst();
    ask();
  };
  const timers = LOOK_AFTER_MS.map((ms) => setTimeout(look, ms));
  document.addEventListener('DOMContentLoaded', () => timers.forEach(clearTimeout), { once: true });
}

/**
 * Gives the lifetime of the content script that starts now; one that runs already is ended. None where this start is the
 * second of two for the same document: the one that was asked for, and the browser's own.
 */
export function beginLife(): AbortSignal | undefined {
  if (world[ASKED] && isRunning()) {
    delete world[ASKED];
    return undefined;
  }
  // A page that was just loading when the extension was installed gets the script twice.
  world[RUNNING]?.abort();
  world[RUNNING] = new AbortController();
  return world[RUNNING].signal;
}

/**
 * Calls `start` with a signal that aborts with `life`, and again, with another one, whenever the document is opened and written
 * anew by its own script: that removes all listeners.
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
