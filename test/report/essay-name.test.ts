import { describe, expect, it } from 'vitest';
import { essayName, essayOrigin } from '../../src/report/essay-name.ts';

describe('the name of an essay', () => {
  it.each([
    ['春游作文的心得体会14篇', '春游作文的心得体会篇1', '春游作文的心得体会14篇 · 篇1'],
    ['春游作文心得(精选5篇)', '篇二:春游作文心得', '春游作文心得(精选5篇) · 篇二'],
    ['春游作文心得 (菁华3篇)', '春游作文心得3', '春游作文心得 (菁华3篇) · 篇3'],
    // Two headings of one document differ in the year alone: neither may lose it.
    ['春游作文心得 (菁华3篇)', '2022春游作文心得3', '春游作文心得 (菁华3篇) · 2022春游作文心得3'],
    ['春游作文心得', '第 10 篇', '春游作文心得 · 第 10 篇'],
    ['春游作文心得', '春游作文心得', '春游作文心得'],
    ['春游作文心得', '', '春游作文心得'],
    ['春游', '春游的一天', '春游 · 春游的一天'],
  ])('of %s and the heading %s is %s', (title, heading, name) => {
    expect(essayName({ title, heading })).toBe(name);
  });
});

describe('the origin of an essay', () => {
  it('is its publisher and the day, as far as they are known', () => {
    expect(essayOrigin({ publisher: '某站', date: '2022-06-23 16:30:03' })).toBe('某站 · 2022-06-23');
    expect(essayOrigin({ publisher: '', date: '2022-06-23' })).toBe('2022-06-23');
    expect(essayOrigin({ publisher: '', date: '' })).toBe('');
  });
});
