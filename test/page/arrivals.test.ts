import { DOMParser } from 'linkedom';
import { expect, test } from 'vitest';
import { outermostBlocks } from '../../src/page/arrivals.ts';

const PAGES: readonly [what: string, html: string, blocks: string][] = [
  ['a row of blocks', '<article id="a"></article><article id="b"></article>', 'a b'],
  ['a row in boxes of its own', '<div><main><p id="a"></p><p id="b"></p></main></div>', 'a b'],
  ['scripts and styles between', '<script></script><div><style></style><p id="a"></p><p id="b"></p></div>', 'a b'],
  ['nothing but text', 'river', ''],
  ['more blocks than are followed', '<p></p>'.repeat(33), ''],
  ['more of them than are looked through', '<p></p>'.repeat(10_000), ''],
];

test.each(PAGES)('the blocks of a page of %s', (_what, html, blocks) => {
  const page = `<!doctype html><html><body>${html}</body></html>`;
  const { body } = new DOMParser().parseFromString(page, 'text/html') as unknown as Document;
  expect(
    outermostBlocks(body)
      .map(({ id }) => id)
      .join(' '),
  ).toBe(blocks);
});
