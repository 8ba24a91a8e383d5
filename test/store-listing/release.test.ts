import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const HEADING = /^## (\d+)\.(\d+)\.(\d+)(?: - \d{4}-\d{2}-\d{2})?$/gmu;

const numbersOf = (version: string): number[] => version.split('.').map(Number);

/** Negative where version `a` came before `b`, as numbers. */
function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((number, index) => number !== b[index]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}

const listed = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(HEADING)].map(([, ...parts]) =>
  parts.slice(0, 3).map(Number),
);

test('the changelog tells of the version in package.json, and of later ones before it', () => {
  expect(listed.length).toBeGreaterThan(0);
  expect(compare(listed[0]!, numbersOf(project.version))).toBeGreaterThanOrEqual(0);
  expect(listed.map((one) => one.join('.'))).toContain(project.version);
});

test('the versions of the changelog go down, each once', () => {
  expect(listed.slice(1).filter((later, index) => compare(listed[index]!, later) <= 0)).toEqual([]);
});

test.each(['.github/workflows/ci.yml', '.github/workflows/release.yml', '.ci/run', 'CONTRIBUTING.md', 'README.md'])(
  '%s names scripts that there are',
  (file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/gu)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in project.scripts))).toEqual([]);
  },
);
