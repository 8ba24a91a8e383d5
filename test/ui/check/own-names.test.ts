import { expect, test } from 'vitest';
import type { ClassFile } from '../../../src/comparison/compared-file.ts';
import { withFile } from '../../../src/ui/check/own-names.ts';

test('a file given twice is one; another of its name gets a number', () => {
  const given = ['春天', '春天', '夏天', '秋天'].map((text) => ({ name: 'a.txt', text }));
  const files = given.reduce<readonly ClassFile[]>(withFile, []);
  expect(files.map(({ name, text }) => [name, text])).toEqual([
    ['a.txt', '春天'],
    ['a.txt (2)', '夏天'],
    ['a.txt (3)', '秋天'],
  ]);
});
