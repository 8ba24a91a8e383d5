import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXPLAINED } from '../../store/explained-warnings.ts';
import { filesUnder } from '../code-size.ts';

test('no file of ours sets markup through Preact, as the explanation of the linter’s warning says', () => {
  const files = ['src', 'entrypoints'].flatMap(filesUnder);
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('dangerouslySetInnerHTML'))).toEqual([]);
});

test('CONTRIBUTING names each warning that stays', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  expect(EXPLAINED.filter(({ code }) => !text.includes(code))).toEqual([]);
});
