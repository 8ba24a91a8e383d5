/*
 * Copies text from a content script. Only pages in a secure context have `navigator.clipboard`; elsewhere
 * `document.execCommand('copy')` copies, whose event the page's listeners receive too.
 */

// It only works within the turn of the user's click or key press.
function copyByCommand(text: string): boolean {
  let isWritten = false;
  const write = (event: ClipboardEvent) => {
    if (!event.isTrusted || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isWritten = true;
  };
  window.addEventListener('copy', write, { capture: true });
  try {
    return document.execCommand('copy') && isWritten;
  } finally {
    // If the listener stayed, it would replace what the user copies next.
    window.removeEventListener('copy', write, { capture: true });
  }
}

/** Puts a text on the clipboard, in response to a click or key press of the user. Resolves with whether it was copied. */
export async function copyText(text: string): Promise<boolean> {
  if (!isSecureContext) return copyByCommand(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}
