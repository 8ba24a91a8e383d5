import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('..', import.meta.url);
const paper = readFileSync(new URL('SECURITY.md', root), 'utf8');

interface Promised {
  readonly promise: string;
  /** The cell that names the tests: files in backquotes, each followed by names of tests in quotation marks. */
  readonly keptBy: string;
}

function rows(): Promised[] {
  const [, table = ''] = paper.split('| border | promise | kept by |');
  return [...table.matchAll(/^\|[^|\n]*\|([^|\n]+)\|([^|\n]+)\|$/gmu)]
    .map(([, promise, keptBy]) => ({ promise: promise!.trim(), keptBy: keptBy!.trim() }))
    .filter(({ promise }) => promise !== '---');
}

/** The files that a cell names, each with the names of tests that follow it. */
function testsIn(keptBy: string): { readonly file: string; readonly names: readonly string[] }[] {
  return keptBy.split(/;\s*(?=`)/u).map((part) => ({
    file: /`([^`]+)`/u.exec(part)?.[1] ?? '',
    names: [...part.matchAll(/"([^"]+)"/gu)].map(([, name]) => name!),
  }));
}

describe('SECURITY.md', () => {
  test('has promises for each border', () => {
    expect(rows().length).toBeGreaterThan(12);
  });

  test.each(rows())('$promise', ({ keptBy }) => {
    for (const { file, names } of testsIn(keptBy)) {
      expect(existsSync(new URL(file, root)), file).toBe(true);
      expect(names.length, file).toBeGreaterThan(0);
      const source = readFileSync(new URL(file, root), 'utf8');
      for (const name of names) expect(source.includes(name), `${file}: ${name}`).toBe(true);
    }
  });
});
