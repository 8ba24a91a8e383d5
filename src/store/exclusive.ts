/**
 * Runs work that reads a stored value and writes a changed one, while no other such work of the same name runs in any context of
 * the extension. Without it, of two that read before either has written, one change would be lost. Rejects with the error of the
 * work.
 */
export function exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`deja-lu ${name}`, work) as Promise<T>;
}
