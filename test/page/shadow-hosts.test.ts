import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { mayHost } from '../../src/page/shadow-hosts.ts';

test.each([
  ['div', true],
  ['my-box', true],
  ['form', false],
  ['input', false],
])('%s may have a shadow tree: %s', (name, may) => {
  expect(mayHost(name)).toBe(may);
});

test('a form whose field is called localName has none', () => {
  const field = parseHTML('<input name="localName">').document.querySelector('input');
  expect(mayHost(field as unknown as string)).toBe(false);
});
