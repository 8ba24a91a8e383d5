function hasSelection(): boolean {
  const selection = getSelection();
  if (selection && !selection.isCollapsed) return true;
  // A selection inside a field is no selection of the document.
  const { selectionStart, selectionEnd } = (document.activeElement ?? {}) as Partial<HTMLTextAreaElement>;
  return typeof selectionStart === 'number' && selectionStart !== selectionEnd;
}

const DONE = { ok: true, value: null } as const;

/**
 * Makes the handler of `watch-selection`: it watches the present selection of this document until that ends. Without a selection
 * it does nothing. A page that never gets the message has no listener for its selection.
 * @param gone called once for each watch whose selection has ended
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
