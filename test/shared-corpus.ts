import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** The folder beside this checkout that holds the corpus, the labelled pages and the background texts. */
const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));

/** The absolute path of a file or folder of `../shared`. */
export function sharedPath(name: string): string {
  return `${SHARED}${name}`;
}

/** The objects of a .jsonl file of `../shared`, one a line. The caller says what they are. */
export function sharedLines<T>(name: string): T[] {
  const lines = readFileSync(sharedPath(name), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as T);
}

/** `describe` for tests that need files of `../shared`: without them they are skipped, and the reason is printed. */
export function describeShared(name: string, needed: readonly string[], tests: () => void): void {
  const missing = needed.filter((file) => !existsSync(sharedPath(file)));
  if (missing.length > 0) console.log(`skipped «${name}»: ../shared/${missing.join(', ../shared/')} is not there`);
  describe.skipIf(missing.length > 0)(name, tests);
}
