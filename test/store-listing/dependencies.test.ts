import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

/** The packages that the rows of a section of docs/dependencies.md name, where each row has a reason. */
function namedUnder(...headings: string[]): string[] {
  const sections = readFileSync('docs/dependencies.md', 'utf8').split(/^## /mu);
  const wanted = sections.filter((section) => headings.some((heading) => section.startsWith(heading)));
  const rows = wanted.flatMap((section) => [...section.matchAll(/^\| (`.+`) \| \S.* \|$/gmu)]);
  return rows.flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/gu)].map(([, name]) => name!)).sort();
}

test('each package that is shipped is named once in docs/dependencies.md, with its reason', () => {
  expect(namedUnder('Shipped')).toEqual(Object.keys(project.dependencies).sort());
});

test('so is each that is only worked with', () => {
  expect(namedUnder('Tools', 'Tests')).toEqual(Object.keys(project.devDependencies).sort());
});
