import { describe, expect, it } from 'vitest';
import { proposeCut } from '../../src/indexing/propose-cut.ts';

const BODY =
  '院子里的石榴树今年结了很多果，外婆每天早上都要数一遍，我跟在她后面，数的总是比她少一个，她就笑着再数一遍给我听。那一年的秋天来得特别早。';
const LONG = BODY.repeat(8);

function headings(text: string): string[] {
  return proposeCut(text).map(({ heading }) => heading);
}

describe('a file that looks as if it held several essays', () => {
  it.each([
    ['篇一：石榴', '篇二：外婆'],
    ['第一篇 石榴', '第二篇 外婆'],
    ['第1篇', '第2篇'],
    ['范文1：石榴', '范文2：外婆'],
    ['【篇一】', '【篇二】'],
    ['石榴树下的作文篇1', '石榴树下的作文篇2'],
  ])('is cut at %s and %s', (first, second) => {
    const text = `我的作文集\n\n${first}\n${BODY}\n${BODY}\n${second}\n${BODY}`;
    const cut = proposeCut(text);
    expect(cut.map(({ heading }) => heading)).toEqual([first, second]);
    expect(cut.map(({ start, end }) => text.slice(start, end))).toEqual([`${BODY}\n${BODY}`, BODY]);
  });

  it('is cut at numbers where each piece is as long as an essay', () => {
    expect(headings(`1. 石榴\n${LONG}\n2. 外婆\n${LONG}`)).toEqual(['1. 石榴', '2. 外婆']);
  });
});

describe('a file that looks like one essay', () => {
  it.each([
    ['without headings', `${BODY}\n${BODY}`],
    ['whose parts are numbered and short', `一、石榴\n${BODY}\n二、外婆\n${BODY}`],
    ['with one heading alone', `篇一\n${BODY}`],
    ['with a list in it', `他说：\n1. 先浇水\n2. 再松土\n${LONG}`],
    ['that is empty', ''],
  ])('%s is not cut', (_name, text) => expect(proposeCut(text)).toEqual([]));
});
