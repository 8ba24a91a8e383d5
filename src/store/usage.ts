/** Bytes that the extension has stored on this device, as estimated by the browser: settings, judgements and overhead. */
export async function bytesUsed(): Promise<number> {
  const { usage = 0 } = await navigator.storage.estimate();
  return usage;
}
