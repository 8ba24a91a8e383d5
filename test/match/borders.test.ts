import { expect, test } from 'vitest';
import { withPunctuation } from '../../src/match/borders.ts';

// The letters between the first ‹ and the last › were matched; then the words that are marked for them.
test.each([
  ['the full stop', '他说。‹院子里有树›。后来', '院子里有树。'],
  ['several ends of a sentence', '‹院子里有树吗›？！后来', '院子里有树吗？！'],
  ['an ellipsis', '‹院子里有树›……后来', '院子里有树……'],
  ['no comma', '‹院子里有树›,后来', '院子里有树'],
  ['no stop behind a space', '‹院子里有树› 。后来', '院子里有树'],
  ['a number before its letter', '到了4‹月›2‹日院子里有树›。', '4月2日院子里有树。'],
  ['a year', '2020‹年的院子›里', '2020年的院子'],
  ['a number with a point', '共3.5‹倍的院子›', '3.5倍的院子'],
  ['no number that belongs to a word', 'covid19‹年的院子›', '年的院子'],
  ['no number of a list', '1、‹院子里有树›', '院子里有树'],
  ['quotation marks around', '他说:“‹院子里有树›。”后来', '“院子里有树。”'],
  ['quotation marks with the stop behind', '他说「‹院子里有树›」。后来', '「院子里有树」。'],
  ['straight ones', '他说"‹院子里有树›"后来', '"院子里有树"'],
  ['a quotation that begins inside', '‹他说:“院子里有树›。”后来', '他说:“院子里有树。”'],
  ['a quotation that ends inside', '“‹院子里有树”他说›。后来', '“院子里有树”他说。'],
  ['not one that goes on', '“‹院子里有树›,后来没有了”', '院子里有树'],
  ['not one that began before', '“从前,‹院子里有树›”', '院子里有树'],
  ['a number in quotation marks', '“4‹月的院子›”', '“4月的院子”'],
  ['nothing of the next line', '‹院子里有树›\n。后来', '院子里有树'],
])('a mark has %s', (_, marked, words) => {
  const text = marked.replace(/[‹›]/gu, '');
  const start = marked.indexOf('‹');
  const end = marked.slice(0, marked.lastIndexOf('›')).replace(/[‹›]/gu, '').length;
  const span = withPunctuation(text, { start, end });
  expect(text.slice(span.start, span.end)).toBe(words);
});
