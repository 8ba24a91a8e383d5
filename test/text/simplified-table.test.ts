import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { simplifiedTableSource } from '../../corpus-index/make-simplified-table.ts';

test('the table equals one made from the present tables of OpenCC', () => {
  const path = new URL('../../src/text/simplified-table.ts', import.meta.url);
  expect(readFileSync(path, 'utf8') === simplifiedTableSource()).toBe(true);
});
