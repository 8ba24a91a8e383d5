/** Bytes that the extension has stored on this device, as estimated by the browser: settings, judgements and overhead. */
export async function bytesUsed(): Promise<number> {
  const { usage = 0 } = await navigator.storage.estimate();
  return usage;
}

/**
 * Asks the browser not to clear what is stored when it needs room. It may ask the user, or refuse: then a backup is the only safety.
 */
export function askToKeep(): Promise<boolean> {
  return navigator.storage.persist();
}
