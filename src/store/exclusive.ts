/**
 * Runs work that reads a stored value and writes it changed, while no other such work of the same name runs in any page or
 * background of the extension: of two that read before either has written, one change would be lost. Rejects as the work does.
 */
export function exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`deja-lu ${name}`, work) as Promise<T>;
}
