/**
 * Bytes that no change takes. A disk that fills up while Chromium appends to the log of its databases leaves a broken record in it; what is
 * written after that is lost, and so is all that was there: at its next start Chromium finds the log damaged and deletes the databases of the
 * extension. So nothing is written where the disk could fill up meanwhile. Other programs can still fill it at that very moment.
 */
const RESERVE = 16 * 2 ** 20;

/** Whether there is no room on the disk, or in the browser's share of it, to write this many bytes more; `false` where the browser does not say. */
export async function isFull(bytes = 0): Promise<boolean> {
  const { quota, usage } = (await globalThis.navigator?.storage?.estimate().catch(() => null)) ?? {};
  return quota !== undefined && usage !== undefined && quota - usage < bytes + RESERVE;
}
