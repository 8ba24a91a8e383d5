import type { OpenedPart, RegisteredIndex } from './registry.ts';

/** An index that the user changes while it is in use. */
export interface ChangingIndex extends RegisteredIndex {
  /** It has changed: it is read anew at the next check. */
  changed(): void;
}

/**
 * Makes an index of the parts that `open` gives, which is asked when the index is first searched, after each change, and after a failure.
 * Where it cannot be read, the other indexes are searched without it.
 * @param exists whether there is anything of it at all; where not, `open` is never asked
 */
export function makeChangingIndex(
  name: string,
  exists: () => Promise<boolean>,
  open: () => Promise<readonly OpenedPart[]>,
): ChangingIndex {
  let opened: Promise<readonly OpenedPart[]> | undefined;
  let isReady = false;
  return {
    name,
    isOn: exists,
    async open() {
      opened ??= open();
      try {
        const value = await opened;
        isReady = true;
        return { ok: true, value };
      } catch (error) {
        console.error(error);
        opened = undefined;
        return { ok: false, reason: 'index-unreadable' };
      }
    },
    isReady: () => isReady,
    changed() {
      opened = undefined;
      isReady = false;
    },
  };
}
