import { describe, expect, test } from 'vitest';
import { compareFiles } from '../../src/comparison/compare-files.ts';
import { ownIndex } from '../own-essays.ts';
import {
  changed,
  classOf,
  compared,
  evidenceOf,
  FIRST_CHANGES,
  inShort,
  KNOWN,
  SECOND_CHANGES,
  SHEET,
  THIRD_CHANGES,
  UNKNOWN,
} from './class-texts.ts';

const FIRST = changed(KNOWN, ...FIRST_CHANGES);
const SECOND = changed(FIRST, ...SECOND_CHANGES);

describe('a known essay', () => {
  test('used by two as it is makes no pair', () => {
    expect(inShort(compared(classOf(KNOWN, KNOWN)))).toEqual([]);
  });

  test('changed by each in its own way makes no pair', () => {
    const files = classOf(FIRST, changed(KNOWN, ...SECOND_CHANGES, ...THIRD_CHANGES));
    expect(inShort(compared(files))).toEqual([]);
  });

  test('with the changes of another was taken from there', () => {
    const comparison = compared(classOf(FIRST, SECOND));
    expect(inShort(comparison)).toEqual(['1>2']);
    expect(inShort(compared(classOf(SECOND, FIRST)))).toEqual(['1<2']);
    const [pair] = comparison.pairs;
    const [changes] = evidenceOf(pair!, 'changes');
    expect(changes!.counts).toEqual({
      common: FIRST_CHANGES.length,
      'only-a': 0,
      'only-b': SECOND_CHANGES.length,
      each: 0,
    });
    expect(changes).toMatchObject({ index: 'own', document: '1_checkpoint.txt' });
    const readings = changes!.changes.map(({ reading, a, b }) => `${reading} ${a}|${b}`);
    expect(readings).toContain('common 赵大爷|赵大爷');
    expect(readings).toContain('only-b 默默|笑着');
    expect(readings).toContain('only-b 偶尔|');
    expect(evidenceOf(pair!, 'direction')).toMatchObject([{ from: 'a', through: [] }]);
  });

  test('that two took from a changed text which is not there makes a pair without a direction', () => {
    const comparison = compared(classOf(changed(FIRST, ...THIRD_CHANGES), SECOND));
    expect(inShort(comparison)).toEqual(['1–2']);
    const [changes] = evidenceOf(comparison.pairs[0]!, 'changes');
    expect(changes!.counts).toMatchObject({
      common: FIRST_CHANGES.length,
      'only-a': THIRD_CHANGES.length,
      'only-b': SECOND_CHANGES.length,
    });
    expect(evidenceOf(comparison.pairs[0]!, 'direction')).toEqual([]);
  });

  test('with the same changes, letter for letter, has no direction', () => {
    expect(inShort(compared(classOf(FIRST, FIRST)))).toEqual(['1–2']);
  });

  test('that is the user’s own explains what files share and shows who took it, and counts in no share', () => {
    const asOwn = { known: [], own: [ownIndex()] };
    const apart = compared(classOf(KNOWN, changed(KNOWN, ...THIRD_CHANGES)), asOwn);
    expect(inShort(apart)).toEqual([]);
    expect(apart.files.map(({ share, largest }) => [share, largest])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(inShort(compared(classOf(FIRST, SECOND), asOwn))).toEqual(['1>2']);
    expect(inShort(compared(classOf(KNOWN, KNOWN), { known: [] }))).toEqual(['1–2']);
  });

  test('that went from hand to hand shows the way', () => {
    const comparison = compared(classOf(FIRST, SECOND, changed(SECOND, ...THIRD_CHANGES)));
    expect(inShort(comparison)).toEqual(['1>2', '1>3', '2>3']);
    const through = comparison.pairs.map((pair) => evidenceOf(pair, 'direction')[0]!.through);
    expect(Object.fromEntries(comparison.pairs.map(({ a, b }, i) => [`${a} ${b}`, through[i]]))).toEqual({
      '1.txt 2.txt': [],
      '2.txt 3.txt': [],
      '1.txt 3.txt': ['2.txt'],
    });
    expect(comparison.groups).toEqual([['1.txt', '2.txt', '3.txt']]);
  });

  test('counts in the share, and not as letters in common', () => {
    const { files, pairs } = compared(classOf(KNOWN, UNKNOWN));
    expect(files.map(({ share }) => share > 0.8)).toEqual([true, false]);
    expect(files[1]!.share).toBe(0);
    expect(pairs).toEqual([]);
  });
});

describe('a text that nothing explains', () => {
  test('shared by three makes three pairs, one group and no direction', () => {
    const files = classOf(
      UNKNOWN,
      changed(UNKNOWN, ['西瓜', '桃子'], ['鲤鱼', '青鱼']),
      changed(UNKNOWN, ['外公', '爷爷']),
    );
    const comparison = compared(files);
    expect(inShort(comparison)).toEqual(['1–2', '1–3', '2–3']);
    expect(comparison.groups).toEqual([['1.txt', '2.txt', '3.txt']]);
    const pair = comparison.pairs.find(({ a, b }) => a === '1.txt' && b === '3.txt')!;
    const [passage, ...more] = evidenceOf(pair, 'passage');
    expect(more).toEqual([]);
    expect(files[0]!.text.slice(passage!.a.start, passage!.a.end)).toBe(UNKNOWN.slice(0, -1));
    expect(files[2]!.text.slice(passage!.b.start, passage!.b.end)).toBe(UNKNOWN.replace('外公', '爷爷').slice(0, -1));
    // 外公 for 爷爷: two letters that the two have not in common.
    expect(pair.letters).toBe(UNKNOWN.replace(/\P{Script=Han}/gu, '').length - 2);
  });

  test('is no pair where it is a verse or a saying', () => {
    const verse = '床前明月光，疑是地上霜。举头望明月，低头思故乡。';
    expect(
      inShort(compared(classOf(`夜里我想起那首诗：${verse}我便睡不着了。`, `老师念道${verse}大家都安静下来。`))),
    ).toEqual([]);
  });

  test('is no pair where a title runs through both', () => {
    const refrain = (between: string) => [...between].map((word) => `我最想感谢的人还是你，${word}`).join('。');
    expect(inShort(compared(classOf(refrain('风雨雷电霜雪云雾'), refrain('山川河海湖泊溪泉'))))).toEqual([]);
  });

  test('is no pair where both quote it', () => {
    const quoted = `“${UNKNOWN.slice(0, 30)}”“${UNKNOWN.slice(30, 64)}”“${UNKNOWN.slice(64, 100)}”`;
    expect(inShort(compared(classOf(quoted, quoted)))).toEqual([]);
  });
});

describe('what everyone was given', () => {
  const quotes = classOf(
    SHEET,
    changed(SHEET, ['难忘', '漫长'], ['卷面整洁', '']),
    changed(SHEET, ['一篇文章', '作文']),
  );

  test('is no evidence, also with small changes', () => {
    expect(inShort(compared(quotes))).toHaveLength(3);
    expect(inShort(compared(quotes, { given: [SHEET] }))).toEqual([]);
  });

  test('leaves what stands beside it', () => {
    const files = classOf(SHEET + UNKNOWN, UNKNOWN + SHEET, SHEET);
    const comparison = compared(files, { given: [SHEET] });
    expect(inShort(comparison)).toEqual(['1–2']);
    expect(comparison.pairs[0]!.letters).toBe(UNKNOWN.replace(/\P{Script=Han}/gu, '').length);
  });

  test('does not count in the share', () => {
    const [file] = compared(classOf(KNOWN), { given: [KNOWN] }).files;
    expect(file!.share).toBe(0);
  });

  test('is offered where more files than asked for share it', () => {
    expect(compared(quotes, { many: 3 }).many).toEqual([]);
    const [offer, ...more] = compared(quotes, { many: 2 }).many;
    expect(more).toEqual([]);
    expect(offer).toMatchObject({ file: '1.txt', files: 3 });
    expect(SHEET).toContain(quotes[0]!.text.slice(offer!.start, offer!.end));
  });
});

describe('the files', () => {
  test('may hold no letters', () => {
    const files = [{ name: 'a', text: '' }, ...classOf(UNKNOWN), { name: 'b', text: '123 abc' }];
    expect(compared(files).files.map(({ file, letters }) => [file, letters > 0])).toEqual([
      ['a', false],
      ['1.txt', true],
      ['b', false],
    ]);
    expect(compared([])).toEqual({ files: [], pairs: [], groups: [], many: [] });
  });

  test('must have names of their own', () => {
    const [file] = classOf(UNKNOWN);
    expect(() => compared([file!, file!])).toThrow('two files are called 1.txt: rename one of them');
  });

  test('are taken up step by step, to the announced end', () => {
    const files = classOf(FIRST, SECOND, UNKNOWN);
    const told = [...compareFiles(files, { known: [], given: [], wording: null, many: 9 })];
    expect(told.map(({ done }) => done)).toEqual(told.map((_, i) => i + 1));
    expect(told.at(-1)).toEqual({ done: told.length, of: told.length });
  });
});
