function hasSelection(): boolean {
  const selection = getSelection();
  if (selection && !selection.isCollapsed) return true;
  // What is selected in a field is no selection of the document.
  const { selectionStart, selectionEnd } = (document.activeElement ?? {}) as Partial<HTMLTextAreaElement>;
  return typeof selectionStart === 'number' && selectionStart !== selectionEnd;
}

const DONE = { ok: true, value: null } as const;

/**
 * Makes the answer to `watch-selection`: it watches what is selected in this document now, until it is selected no longer. Where
 * nothing is selected it does nothing, and a page whose selection nobody asked about is never listened to.
 * @param gone called once for each watch that comes to its end
 */
export function makeSelectionWatch(gone: () => void, signal: AbortSignal): () => typeof DONE {
  let watching: AbortController | undefined;
  const look = () => {
    if (hasSelection()) return;
    watching?.abort();
    gone();
  };
  return () => {
    watching?.abort();
    if (!hasSelection()) return DONE;
    watching = new AbortController();
    const either = AbortSignal.any([signal, watching.signal]);
    document.addEventListener('selectionchange', look, { signal: either });
    return DONE;
  };
}
