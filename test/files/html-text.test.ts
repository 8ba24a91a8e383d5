import { describe, expect, test } from 'vitest';
import { readHtml, xmlText } from '../../src/files/html-text.ts';

const htmlText = (html: string): string => readHtml(html).text;

const shown = (html: string): string => htmlText(html).replaceAll('\n', '|');

// Each with the text that Chromium and Firefox show.
describe('a file gives the text of the page that a browser makes of it', () => {
  test.each([
    [
      'a script before <html>',
      '<script>var a="无"</script><!doctype html><html><body><p>正文</p></body></html>',
      '正文',
    ],
    [
      'a style, a meta and a title before <html>',
      '<style>x{}</style><meta name=a><title>题</title><html><body>正文',
      '正文',
    ],
    ['words before <html>', '警告:出错了<html><body><p>正文</p>', '警告:出错了|正文'],
    ['a second <html>', '<html><body><p>一</p><html><body><p>二</p></body></html>', '一|二'],
    ['text after </html>', '<html><body><p>一</p></body></html><p>二</p>三', '一|二|三'],
    ['a fragment with a comment that names <html>', '<p>一</p><!-- <html > --><p>二</p>', '一|二'],
    ['a comment that is not closed', '<p>一</p><!-- <p>二</p>', '一'],
    ['a paragraph in a paragraph', '<p>一<p>二', '一|二'],
    ['text in a table outside its cells', '<table>一<tr><td>二</table>', '一|二'],
    ['an entity', '<p>一&nbsp;&#20108;&middot;三</p>', '一\u00a0二·三'],
    [
      'noscript, template, title, select',
      '<noscript>无</noscript><template>无</template><svg><title>无</title></svg><select><option>无</select>有',
      '有',
    ],
    ['hidden', '<p hidden>无</p><p style="display: none">无</p><div hidden><p>无</p></div>有', '有'],
    [
      'a popover, which is closed',
      '<div popover>无</div><p popover=manual>无</p><div popover style="display:block">有</div>',
      '有',
    ],
    [
      'a dialog',
      '<dialog>无</dialog><dialog open popover>一</dialog><dialog style="display:flex">二</dialog>',
      '一|二',
    ],
    [
      'an inline style against an attribute',
      '<p hidden style="display:block">一</p><p hidden=until-found style="display:block">无</p>',
      '一',
    ],
    [
      'visible inside of what is not',
      '<div style="visibility:hidden">无<p>无</p><p style="visibility:visible">有</p></div>',
      '有',
    ],
    ['contents that are not drawn', '<div style="content-visibility: hidden !important">无</div>有', '有'],
    ['plaintext', '<p>一<plaintext></p>二', '一|</p>二'],
    ['a frameset', '<frameset><frame src=a><noframes>无</noframes></frameset>', ''],
    ['nested templates', '<template><template>无</template>无</template>有', '有'],
    ['text in head', '<head>一</head><body>二', '一二'],
    ['a second body and head', '<body><p>一</p><head><title>无</title></head><body class=a><p>二</p>', '一|二'],
    ['a closed details', '<details>无<summary>一</summary><p>无</p></details><details open>二</details>', '一|二'],
    ['a second summary', '<details><summary>一</summary><p>无</p><summary>无</summary></details>', '一'],
    ['fields', '<textarea>\n一</textarea><input value=二><input type=password value=无>', '一|二'],
  ])('%s', (_, html, text) => {
    expect(shown(html)).toBe(text);
  });
});

describe('declarative shadow trees', () => {
  const host = (shadow: string, light: string) =>
    shown(`<my-x><template shadowrootmode="open">${shadow}</template>${light}</my-x>`);

  test.each([
    ['are read', '<p>影</p>', '', '影'],
    ['show light children in their slots', '<p>影</p><slot></slot>', '<p>光</p>', '影|光'],
    ['hide light children without a slot', '<p>影</p>', '<p>无</p>无', '影'],
    ['hide what a filled slot falls back to', '<slot><p>无</p></slot>', '<p>光</p>', '光'],
    ['show what an empty slot falls back to', '<slot><p>补</p></slot>', '', '补'],
    [
      'show named children in named slots alone',
      '<slot name="a"></slot>',
      '<p slot="a">甲</p><p slot="b">无</p>',
      '甲',
    ],
    ['hide what is slotted into a hidden part', '<div hidden><slot></slot></div>', '<p>无</p>', ''],
    ['nest', '<my-y><template shadowrootmode="closed"><p>深</p></template></my-y>', '', '深'],
  ])('%s', (_, shadow, light, text) => {
    expect(host(shadow, light)).toBe(text);
  });

  test('need an element that may be a shadow host; elsewhere the template stays a template', () => {
    expect(shown('<div><template shadowrootmode=open>影</template></div>')).toBe('影');
    expect(shown('<ul><template shadowrootmode=open>无</template><li>有</ul>')).toBe('有');
    expect(shown('<div><template shadowrootmode=else>无</template>有</div>')).toBe('有');
    expect(
      shown('<div><template shadowrootmode=open>一</template><template shadowrootmode=open>无</template></div>'),
    ).toBe('一');
  });
});

test('elements nested 40,000 deep are read, with text at each depth', { timeout: 60_000 }, () => {
  const depth = 40_000;
  const before = process.cpuUsage();
  expect(htmlText(`${'<div>'.repeat(depth)}底`)).toBe('底');
  expect(htmlText('<div>甲'.repeat(depth)).length).toBe(2 * depth - 1);
  // Half a second of the processor, in µs; asking all elements around each of them took half a minute.
  expect(process.cpuUsage(before).user).toBeLessThan(8_000_000);
});

describe('XML', () => {
  const XHTML = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">';

  test('elements may be self-closing, and CDATA is text', () => {
    const file = `${XHTML}<head><title/><script src="a"/></head><body><p>一</p><div/><p><![CDATA[二<三]]>&nbsp;四</p></body></html>`;
    expect(xmlText(file)).toBe('一\n二<三\u00a0四');
  });

  test('a document that is not well-formed has no tree', () => {
    expect(xmlText(`${XHTML}<body><p>一</body></html>`)).toBeNull();
  });

  test('a prefix stands for the namespace declared around it; one without a declaration is an error', () => {
    const body = (inside: string) =>
      `<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>${inside}</h:body></h:html>`;
    expect(xmlText(body('<h:p>一</h:p><h:script>无</h:script><p xmlns="urn:a">二</p>'))).toBe('一\n二');
    expect(xmlText(body('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:desc>无</s:desc></s:svg>一'))).toBe('一');
    expect(xmlText(body('<x:p>一</x:p>'))).toBeNull();
  });

  test('a declaration ends with its element, and the outer one applies again', () => {
    const inner = '<h:p xmlns:h="http://www.w3.org/2000/svg">一</h:p><h:script>无</h:script><h:p>二</h:p>';
    expect(xmlText(`<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>${inner}</h:body></h:html>`)).toBe('一\n二');
    expect(xmlText('<a><b xmlns:x="urn:x"/><x:c>一</x:c></a>')).toBeNull();
  });

  test('20,000 nested declarations, each of another prefix, are read in time', () => {
    const depth = 20_000;
    const opened = Array.from({ length: depth }, (_, i) => `<a xmlns:p${i}="u">`).join('');
    const before = process.cpuUsage();
    expect(xmlText(`${opened}底${'</a>'.repeat(depth)}`)).toBe('底');
    // Keeping all namespaces for each element took gigabytes and many seconds.
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });

  test('entities that a document declares are not expanded', () => {
    expect(xmlText('<!DOCTYPE a [<!ENTITY b "无"><!ENTITY c "&b;&b;">]><a>一&c;</a>')).toBeNull();
  });

  test('elements nested 40,000 deep are read in time', () => {
    const before = process.cpuUsage();
    const depth = 40_000;
    expect(xmlText(`<a xmlns="urn:a">${'<b>'.repeat(depth)}底${'</b>'.repeat(depth)}</a>`)).toBe('底');
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});
