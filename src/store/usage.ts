/** Bytes that the extension has stored on this device, as estimated by the browser: settings, judgements and overhead. */
export async function bytesUsed(): Promise<number> {
  const { usage = 0 } = await navigator.storage.estimate();
  return usage;
}

/**
 * Asks the browser not to clear what is stored when it needs room. Resolves with whether it will not. With `unlimitedStorage` Firefox grants
 * the request, and Chromium never clears an extension's data, whatever it answers.
 */
export async function askToKeep(): Promise<boolean> {
  const isGranted = await navigator.storage.persist();
  return isGranted || !import.meta.env.FIREFOX;
}
