/*
 * On most pages it is on. They are read at once, and their first text makes the handshake along with it: a message less, and the first mark
 * sooner. Where it may be off the browser runs another script before ours, which leaves word here; there nothing is read before
 * the background has been asked.
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
