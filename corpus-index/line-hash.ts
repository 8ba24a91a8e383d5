import { createHash } from 'node:crypto';

/** Eight hexadecimal digits of the SHA-256 of the trimmed line: enough to notice that it changed, too few to tell what it says. */
export function lineHash(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 8);
}
