import { DOMParser, Element as LinkedomElement } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findMainText, type TextInElement } from '../../src/page/main-text.ts';
import { hanCount } from '../../src/text/han.ts';

const LONG = '山上有风，我们慢慢走。'.repeat(8);

function textsOf(page: Document): TextInElement[] {
  const texts: TextInElement[] = [];
  const visit = (element: Element): void => {
    for (const node of element.childNodes) {
      if (node.nodeType === 1) visit(node as Element);
      else if (hanCount(node.textContent ?? '') > 0) texts.push({ element, letters: hanCount(node.textContent!) });
    }
  };
  visit(page.documentElement);
  return texts;
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, 'text/html') as unknown as Document;
}

/** The ids of the elements of a page whose text is main text. */
function mainIn(page: Document): string {
  const steps = findMainText(textsOf(page));
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { includes } = step.value;
  return [...page.querySelectorAll('[id]')]
    .filter(includes)
    .map(({ id }) => id)
    .join(' ');
}

const TABLE: readonly (readonly [what: string, html: string, ids: string])[] = [
  ['what stands in main', `<p id=a>${LONG}</p><main><p id=b>${LONG}</p></main>`, 'b'],
  ['not what an empty main holds', `<main></main><div><p id=a>${LONG}</p><p id=b>${LONG}</p></div>`, 'a b'],
  [
    'every article, where there is no main',
    `<p id=a>目录</p><article><p id=b>${LONG}</p></article><article><p id=c>${LONG}</p></article>`,
    'b c',
  ],
  [
    'no navigation, side bar, footer or form inside it',
    `<main><nav id=a>目录</nav><p id=b>${LONG}</p><aside id=c>推荐</aside><form><p id=d>评论</p></form><footer id=e>版权</footer></main>`,
    'b',
  ],
  ['a form that holds the whole page', `<form><main><p id=a>${LONG}</p></main></form>`, 'a'],
  [
    'the densest block, where there are no landmarks',
    `<div><a id=a href=/>首页</a></div><div><p id=b>${LONG}</p><p id=c>${LONG}</p></div><div id=d>版权所有</div>`,
    'b c',
  ],
  [
    'text and not links, however many these are',
    `<ul>${`<li><a href=/>${LONG}</a></li>`.repeat(9)}</ul><div><p id=a>${LONG}</p><p id=b>${LONG}</p></div>`,
    'a b',
  ],
  [
    'all submissions of a list, as none is denser than the list',
    `<div id=x>课程</div><div><div><p id=a>${LONG}</p></div><div><p id=b>${LONG}</p></div><div><p id=c>${LONG}</p></div></div>`,
    'a b c',
  ],
  [
    'no comments that a class tells',
    `<div><p id=a>${LONG}</p><p id=b>${LONG}</p><div class="post-comments"><p id=c>${LONG}</p></div></div>`,
    'a b',
  ],
];

beforeAll(() => void vi.stubGlobal('Element', LinkedomElement));
afterAll(() => void vi.unstubAllGlobals());

describe('main text is', () => {
  test.each(TABLE)('%s', (_what, html, ids) => {
    expect(mainIn(parse(html))).toBe(ids);
  });

  test('found on a page with a form that has a field named like a method', () => {
    const page = parse(`<main><p id=a>${LONG}</p><form><p id=b>评论</p><input name=matches></form></main>`);
    Object.assign(page.querySelector('form')!, { matches: page.querySelector('input') });
    expect(mainIn(page)).toBe('a');
  });
});
