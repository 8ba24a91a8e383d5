import type { WordKey } from '../../locale/words.ts';

/** Puts a text on the clipboard. Resolves with the key of the message about the outcome. */
export async function copyText(text: string): Promise<WordKey> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'copyFailed';
  }
}
