import type { WordKey } from '../../locale/words.ts';

/** Puts a text on the clipboard; returns the words that tell whether that went well. */
export async function copyText(text: string): Promise<WordKey> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'copyFailed';
  }
}
