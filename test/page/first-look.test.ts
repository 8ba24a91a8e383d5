import { DOMParser } from 'linkedom';
import { expect, test } from 'vitest';
import { mayHoldChinese } from '../../src/page/first-look.ts';

const LOOKS: readonly [what: string, html: string, answer: boolean][] = [
  ['no Chinese at all', '<p>river</p>', false],
  ['Chinese text', '<p>river</p><p>河边有树</p>', true],
  ['Chinese in scripts and styles alone', '<script>"河边"</script><p>river</p><style>/* 树 */</style>', false],
  ['Chinese in a style and one letter of text', '<style>/* 河边 */</style><p>river</p><p>河</p>', true],
  ['Chinese in another field', '<input type="email" value="河">', false],
];

test.each(LOOKS)('a document with %s', (_what, html, answer) => {
  const page = `<!doctype html><html><body>${html}</body></html>`;
  const root = new DOMParser().parseFromString(page, 'text/html').documentElement as unknown as Element;
  expect(mayHoldChinese(root, () => null)).toBe(answer);
});
