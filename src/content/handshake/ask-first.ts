/*
 * The extension is on for most pages. They are read at once, and the first part of their text carries the handshake, which saves
 * a message and brings the first mark sooner. Where the extension may be off, the browser runs another script before the content
 * script; it sets a flag here, and then nothing is read before the background has answered.
 */

/** Key of the flag. It is a symbol, as a string could also name an element of the page by its id. */
const ASK_FIRST: unique symbol = Symbol.for('deja-lu-ask-first');

// Both scripts share one JavaScript world, which the page cannot access.
const world = globalThis as { [ASK_FIRST]?: true };

/** Sets the flag that the extension may be off on this page. */
export function askFirst(): void {
  world[ASK_FIRST] = true;
}

/**
 * Whether the handshake is made by a message of its own, before anything is read. This also holds for frames, as the site of the
 * top page decides for them, and for hidden pages: they are read later, but the background has to know them now.
 */
export function asksFirst(): boolean {
  return world[ASK_FIRST] === true || window !== window.top || document.visibilityState === 'hidden';
}
