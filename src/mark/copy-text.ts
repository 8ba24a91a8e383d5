/*
 * Copies from a content script. Only pages of a secure context have the clipboard's interface; elsewhere the browser's own command
 * copies, whose event the page hears too.
 */

// Within the turn of the user's click or key: the command does nothing at other times.
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
    // A listener that stayed would replace what the user copies next.
    window.removeEventListener('copy', write, { capture: true });
  }
}

/** Puts a text on the clipboard, in answer to a click or key of the user; returns whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  if (!isSecureContext) return copyByCommand(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}
