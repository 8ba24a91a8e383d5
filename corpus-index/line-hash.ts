import { createHash } from 'node:crypto';

/**
 * The first eight hexadecimal digits of the SHA-256 of the trimmed line: enough to detect a change, too few to reveal the text.
 */
export function lineHash(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 8);
}
