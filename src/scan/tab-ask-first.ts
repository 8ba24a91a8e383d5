/*
 * A page where it is on, as on most of the web, is told apart by nothing: its first text says hello along with it, which spares it
 * a message and brings the first mark sooner. On sites that may be switched off another script has run before ours and leaves word
 * here: there nothing is read before the background has been asked.
 */

/** No string: an element of the page with that id would be found there. */
const ASK_FIRST: unique symbol = Symbol.for('deja-lu-ask-first');

// Both scripts run in one world, which the page does not see.
const world = globalThis as { [ASK_FIRST]?: true };

/** Leaves word that it may be off on this page. */
export function askFirst(): void {
  world[ASK_FIRST] = true;
}

/**
 * Whether the background is to be asked before anything is read. So are frames, which follow the site of the top page, and
 * pages that nobody sees yet: they are read later, and the background is to know of them now.
 */
export function asksFirst(): boolean {
  return world[ASK_FIRST] === true || window !== window.top || document.visibilityState === 'hidden';
}
