import { describe, expect, it } from 'vitest';
import { quotations } from '../../src/report/quotations.ts';

const quoted = (text: string) => quotations(text).map(({ start, end }) => text.slice(start, end));

describe('quotations', () => {
  it.each([
    ['老师说：“早睡早起。”大家都笑了。', ['“早睡早起。”']],
    ['“早睡早起，”他写道，“身体好。”', ['“早睡早起，”', '“身体好。”']],
    ['据《晨报》报道，雨停了。', ['《晨报》']],
    ['父親說：「早睡早起。」', ['「早睡早起。」']],
    ['他戴着一顶“奇怪”的帽子。', []],
    ['一个没有结束的引号说：“早睡早起。', []],
    ['没有引文。', []],
  ])('%s', (text, found) => {
    expect(quoted(text)).toEqual(found);
  });

  it('join with block quotations where they overlap', () => {
    const text = '他说：“早睡早起。”完。';
    expect(quotations(text, [{ start: 0, end: 5 }])).toEqual([{ start: 0, end: 10 }]);
  });
});
