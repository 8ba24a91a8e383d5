import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { hidesItself, inlineVisibility, isClosedDetails } from '../../src/files/markup-hiding.ts';
import type { ElementQueries } from '../../src/page/element-queries.ts';
import { flowsOf, rangesOf } from '../../src/page/locate.ts';
import { readPage } from '../../src/page/read-page.ts';
import { elementOf } from '../../src/page/tree.ts';

/** Whether markup alone hides the contents of an element; linkedom computes no style. */
function hiddenByMarkup(element: Element): boolean {
  let child: Element | undefined;
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (hidesItself(at) || inlineVisibility(at) === false || (isClosedDetails(at) && child?.localName !== 'summary'))
      return true;
    child = at;
  }
  return false;
}

const queries: ElementQueries = {
  visible: (parent) => !hiddenByMarkup(elementOf(parent)),
  hiddenRoot: () => undefined,
  shadowOf: () => null,
};

function bodyOf(html: string): Element {
  const whole = `<!doctype html><html><body>${html}</body></html>`;
  return new DOMParser().parseFromString(whole, 'text/html').documentElement as unknown as Element;
}

function read(html: string): string {
  return readPage(bodyOf(html), queries).text;
}

const READ: readonly [what: string, html: string, text: string][] = [
  ['runs over inline elements', '<p>清<b>晨</b>的<a>河</a>边</p>', '清晨的河边'],
  ['ends at blocks', '<div>河边<p>有树</p>有风</div>', '河边\n有树\n有风'],
  ['ends at line breaks', '<p>河边<br>有树</p>', '河边\n有树'],
  ['is split by a block inside an inline element', '<span>河<div>边</div>树</span>', '河\n边\n树'],
  ['leaves out readings', '<ruby>河<rp>(</rp><rt>hé</rt><rp>)</rp></ruby>边', '河边'],
  ['leaves out scripts, styles, templates', '<script>河</script><style>边</style><template>树</template>风', '风'],
  ['leaves out what markup hides', '<p hidden>河</p><p style="display:none">边</p><details>树</details>风', '风'],
  ['leaves out popovers, which nobody has opened', '<div popover>河</div><p>边</p>', '边'],
  ['keeps the summary of a closed details', '<details><summary>河</summary>边</details>', '河'],
  ['leaves out flows without Chinese', '<p>river</p><p>河 river 边</p>', '河 river 边'],
  ['makes single line breaks of the source spaces', '<p>河\n边</p>', '河 边'],
  ['keeps empty lines', '<pre>河\n\n边</pre>', '河\n\n边'],
  ['skips over comments', '<p>河<!-- 不是字 -->边</p>', '河边'],
  ['reads cells and items each for itself', '<table><tr><td>河</td><td>边</td></tr></table><li>树</li>', '河\n边\n树'],
  ['reads textareas and text inputs', '<textarea>河</textarea><input type="search" value="边">', '河\n边'],
  ['never reads other inputs', '<input type="password" value="河"><input type="email" value="边">树', '树'],
  [
    'never reads passwords that are shown as text',
    '<input type="text" autocomplete="section-a new-password" value="河"><input type="text" autocomplete="Current-Password" value="边"><input type="text" autocomplete="name" value="树">',
    '树',
  ],
];

describe('the text of a page', () => {
  test.each(READ)('%s', (_what, html, text) => expect(read(html)).toBe(text));

  test('block quotations are reported', () => {
    const page = readPage(bodyOf('河<blockquote>边<p>树</p></blockquote>风'), queries);
    expect(page.quotes.map(({ start, end }) => page.text.slice(start, end))).toEqual(['边', '树']);
  });

  test('elements nested 5,000 deep are read', () => {
    const body = bodyOf('');
    const { ownerDocument } = body;
    let at: Element = body.querySelector('body')!;
    for (let i = 0; i < 5_000; i++) at = at.appendChild(ownerDocument.createElement('div'));
    at.textContent = '河边';
    expect(readPage(body, { ...queries, visible: () => true }).text).toBe('河边');
  });

  test('a long text node is cut without loss', () => {
    const sentence = '河边有树，风把叶子吹到水里。';
    const text = sentence.repeat(4_000);
    const page = readPage(bodyOf(`<p>${text}</p>`), queries);
    expect(page.flows.length).toBeGreaterThan(3);
    expect(page.text.replaceAll('\n', '')).toBe(text);
    for (const flow of page.flows.slice(0, -1)) expect(flow.text.endsWith('。')).toBe(true);
  });
});

/** The words that ranges cover, as the DOM has them. */
function wordsOf(html: string, from: string, to: string): string[] {
  const page = readPage(bodyOf(html), queries);
  const span = { start: page.text.indexOf(from), end: page.text.indexOf(to) + to.length };
  return flowsOf(page, span)
    .flatMap(rangesOf)
    .map(({ startContainer, startOffset, endContainer, endOffset }) => {
      const start = (startContainer as Text).data;
      if (startContainer === endContainer) return start.slice(startOffset, endOffset);
      return `${start.slice(startOffset)}…${(endContainer as Text).data.slice(0, endOffset)}`;
    });
}

const LOCATED: readonly [what: string, html: string, from: string, to: string, words: readonly string[]][] = [
  ['inside one node', '<p>清晨的河边</p>', '晨', '河', ['晨的河']],
  ['across inline elements', '<p>清<b>晨</b>的<a>河</a>边</p>', '晨', '河', ['晨…河']],
  ['one range for each block', '<p>清晨</p><p>河边</p>', '晨', '河', ['晨', '河']],
  ['no range crosses a reading', '<ruby>清<rt>qīng</rt>晨<rt>chén</rt></ruby>的', '清', '的', ['清', '晨', '的']],
  ['no range crosses hidden words', '<p>清<i hidden>藏</i>晨</p>', '清', '晨', ['清', '晨']],
  ['none for a field', '<textarea>清晨</textarea>', '清', '晨', []],
];

describe('the ranges of a span', () => {
  test.each(LOCATED)('%s', (_what, html, from, to, words) => expect(wordsOf(html, from, to)).toEqual(words));

  test('in a text node that was cut', () => {
    const text = '河边有树，风把叶子吹到水里。'.repeat(3_000);
    const page = readPage(bodyOf(`<p>${text}</p>`), queries);
    const second = page.starts[1]!;
    const [range] = flowsOf(page, { start: second + 3, end: second + 7 }).flatMap(rangesOf);
    const data = (range!.startContainer as Text).data;
    expect(data.slice(range!.startOffset, range!.endOffset)).toBe(page.text.slice(second + 3, second + 7));
    expect(range!.startOffset).toBeGreaterThan(5_000);
  });
});
