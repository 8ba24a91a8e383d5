import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { makeHeadingFinder } from '../../src/page/headings.ts';

/** The heading before the element with the id `here`. */
function headingIn(html: string): string {
  const page = new DOMParser().parseFromString(`<html><body>${html}</body></html>`, 'text/html');
  return makeHeadingFinder()(page.getElementById('here') as unknown as Node);
}

const TABLE: readonly (readonly [what: string, html: string, heading: string])[] = [
  [
    'the last of several headings before it',
    '<h1>课程</h1><h2>李明</h2><p>一</p><h2>王芳</h2><p id=here>二</p><h2>赵</h2>',
    '王芳',
  ],
  ['a heading that a role makes', '<div role=heading>李明</div><p id=here>一</p>', '李明'],
  ['the summary of the details around it', '<details><summary>李明</summary><p id=here>一</p></details>', '李明'],
  [
    'none of the post before it',
    '<h1>课程</h1><article><h2>李明</h2></article><article><p id=here>一</p></article>',
    '课程',
  ],
  ['none of a side bar', '<h1>课程</h1><aside><h3>热门</h3></aside><p id=here>一</p>', '课程'],
  ['a side bar’s own, inside it', '<h1>课程</h1><aside><h3>热门</h3><p id=here>一</p></aside>', '热门'],
  ['no hidden one, and none without words', '<h1>课程</h1><h2 hidden>旧</h2><h2> </h2><p id=here>一</p>', '课程'],
  ['not the heading that it stands in itself', '<h1>课程</h1><h2><b id=here>一</b></h2>', '课程'],
  ['nothing, where there is none', '<p>课程</p><p id=here>一</p>', ''],
  ['words on one line', '<h2>李明\n  <small>4月2日</small></h2><p id=here>一</p>', '李明 4月2日'],
];

describe('the heading before a place is', () => {
  test.each(TABLE)('%s', (_what, html, heading) => {
    expect(headingIn(html)).toBe(heading);
  });

  test('cut to 60 UTF-16 units', () => {
    expect(headingIn(`<h1>${'长'.repeat(90)}</h1><p id=here>一</p>`)).toBe(`${'长'.repeat(60)}…`);
  });

  test('not searched for around a form that is named like the host of a shadow root', () => {
    const html = '<html><body><p id=here>一</p><h1>课程</h1><form name=host></form></body></html>';
    const page = new DOMParser().parseFromString(html, 'text/html');
    Object.assign(page, { host: page.querySelector('form') });
    expect(makeHeadingFinder()(page.getElementById('here') as unknown as Node)).toBe('');
  });

  test('found for each of many places', () => {
    const page = new DOMParser().parseFromString(
      `<html><body>${Array.from({ length: 400 }, (_, i) => `<h2>第${i}份</h2><p class=p>文</p>`).join('')}</body></html>`,
      'text/html',
    );
    const find = makeHeadingFinder();
    const places = [...page.querySelectorAll('.p')] as unknown as Node[];
    expect(places.map(find)).toEqual(places.map((_, i) => `第${i}份`));
  });
});
