/** Bytes that the extension has stored on this device, as the browser estimates them: settings, judgements and what they cost. */
export async function bytesUsed(): Promise<number> {
  const { usage = 0 } = await navigator.storage.estimate();
  return usage;
}
