/**
 * Returns a function that returns what `make` makes, and makes it anew in each turn: it is kept until the running script or microtask has
 * ended. For answers of the browser that hold as long as the page cannot change.
 */
export function forOneTurn<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    if (!kept) {
      kept = { value: make() };
      queueMicrotask(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}
