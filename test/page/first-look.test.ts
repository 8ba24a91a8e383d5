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

// linkedom knows no paths: the one asked for, in a way of its own.
function withPaths(root: Element): Element {
  const evaluate = () => {
    const found = [...root.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'));
    return { snapshotLength: found.length, snapshotItem: (i: number) => found[i] };
  };
  Object.assign(root.ownerDocument, { evaluate });
  return root;
}

function rootOf(html: string): Element {
  const page = `<!doctype html><html><body>${html}</body></html>`;
  return withPaths(new DOMParser().parseFromString(page, 'text/html').documentElement as unknown as Element);
}

test.each(LOOKS)('a document with %s', (_what, html, answer) => {
  expect(mayHoldChinese(rootOf(html), { shadowOf: () => null })).toBe(answer);
});

test.each(['div', 'section', 'x-note'])('a document with a shadow root in <%s>', (name) => {
  const shadowOf = (element: Element) => (element.localName === name ? ({} as ShadowRoot) : null);
  expect(mayHoldChinese(rootOf(`<p>river</p><${name}></${name}>`), { shadowOf })).toBe(true);
  expect(mayHoldChinese(rootOf('<p>river</p>'), { shadowOf })).toBe(false);
});
