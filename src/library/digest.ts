import { normalise } from '../text/normalise.ts';

/**
 * The letters of a text, as what an essay is known by again: two files of the same essay differ in spaces, punctuation, encoding and
 * script. Hash it before it is stored.
 */
export function lettersOf(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(normalise(text).codes);
}

/** What an essay is known by again: the SHA-256 of its letters, the first 16 bytes in hexadecimal. */
export async function digestOf(letters: Uint16Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', letters));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
