import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';
import { sentencesOf } from '../../src/text/sentences.ts';

const cut = (text: string): string[] =>
  sentencesOf(text, normalise(text)).map(({ start, end }) => text.slice(start, end));

describe('a text is cut into sentences', () => {
  test.each([
    ['at full stops, with their marks', '天亮了。鸡叫了！谁在敲门？', ['天亮了。', '鸡叫了！', '谁在敲门？']],
    ['at semicolons', '他扫地；她浇花；', ['他扫地；', '她浇花；']],
    ['at line breaks, without white space', '　　第一行\n\n  第二行  ', ['第一行', '第二行']],
    ['closing quotes stay with theirs', '“走吧。”他说。（笑。）下雨了', ['“走吧。”', '他说。', '（笑。）', '下雨了']],
    ['doubled marks end one sentence', '真的吗？！……是的。', ['真的吗？！……', '是的。']],
    ['digits at the start belong to the sentence', '来了。2020年冬天，3人值班。', ['来了。', '2020年冬天，3人值班。']],
    ['not at commas, points and colons', '一，二、三：四.五', ['一，二、三：四.五']],
    ['the last one needs no mark', '没有句号', ['没有句号']],
    ['text without letters has none', 'Hello. 123!\n😷', []],
    ['nothing has none', '', []],
  ])('%s', (_, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });
});

const someText = fc.string({
  unit: fc.constantFrom('山', '水', '田', '。', '；', '”', '，', '\n', ' ', '7', 'a'),
  maxLength: 60,
});

test('every letter is in one sentence, in order', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const letters = normalise(text);
      const sentences = sentencesOf(text, letters);
      const inside = sentences.flatMap(({ start, end, letter, letterEnd }) => {
        for (let i = letter; i < letterEnd; i++) {
          expect(letters.at[i]).toBeGreaterThanOrEqual(start);
          expect(letters.at[i]).toBeLessThan(end);
        }
        return Array.from({ length: letterEnd - letter }, (_, i) => letter + i);
      });
      expect(inside).toEqual([...letters.at.keys()]);
      for (const [i, { start }] of sentences.entries())
        expect(start).toBeGreaterThanOrEqual(sentences[i - 1]?.end ?? 0);
    }),
  );
});
