import { DOMParser } from 'linkedom';
import { expect, test } from 'vitest';
import { parentOf, previousNode } from '../../src/page/tree.ts';

test('the ancestors end at the document, although a form is named like the host of a shadow root', () => {
  const html = '<html><body><form name=host></form></body></html>';
  const page = new DOMParser().parseFromString(html, 'text/html') as unknown as Document;
  Object.assign(page, { host: page.querySelector('form') });
  expect(parentOf(page.body)).toBe(page.documentElement);
  expect(parentOf(page.documentElement)).toBeUndefined();
  expect(previousNode(page.documentElement, () => null)).toBeUndefined();
});
