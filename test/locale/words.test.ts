import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Converter } from 'opencc-js';
import { describe, expect, it } from 'vitest';
import { type Language, languageFor } from '../../src/locale/words.ts';
import { messagesIn, wordsIn } from './words-in.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LANGUAGES: readonly Language[] = ['zh_CN', 'zh_TW', 'en'];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

const CODE = [...sources('src'), ...sources('entrypoints')];

describe('the locale files', () => {
  it('all have the same keys', () => {
    const [first, ...others] = LANGUAGES.map((language) => Object.keys(messagesIn(language)).sort());
    for (const keys of others) expect(keys).toEqual(first);
  });

  it('use only keys that Chromium accepts: letters, digits and underscores', () => {
    expect(Object.keys(messagesIn('en')).filter((key) => !/^\w+$/.test(key))).toEqual([]);
  });

  it('use the same placeholders in each message', () => {
    const values = (message: string) => [...new Set(message.match(/\$\d/g) ?? [])].sort();
    const chinese = messagesIn('zh_CN');
    for (const language of LANGUAGES) {
      for (const [key, { message }] of Object.entries(messagesIn(language))) {
        expect(values(message), `${language} ${key}`).toEqual(values(chinese[key]!.message));
        expect(message.trim(), `${language} ${key}`).not.toBe('');
      }
    }
  });

  it.each([
    ['zh_TW', Converter({ from: 'cn', to: 'tw' })],
    ['zh_CN', Converter({ from: 'tw', to: 'cn' })],
  ] as const)('%s holds no letter of the other script', (language, convert) => {
    const letters = new Set(Object.values(messagesIn(language)).flatMap(({ message }) => [...message]));
    // OpenCC takes 么 alone for the other letter of that form.
    letters.delete('么');
    expect([...letters].filter((letter) => convert(letter) !== letter)).toEqual([]);
  });

  it('hold no message that nothing uses', () => {
    const code =
      CODE.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n') +
      readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
    // Keys that are put together from a family's name and a value.
    const families = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, family]) => family!);
    const counts = [...code.matchAll(/count\(\s*'(\w+)'/g)].map(([, key]) => `${key}_`);
    const unused = Object.keys(messagesIn('zh_CN')).filter(
      (key) =>
        !new RegExp(`['_"]${key}(?:__)?['"]`).test(code) &&
        ![...families, ...counts].some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });

  it('contain every string of the interface: the code has none', () => {
    // Language names are the same in every language; sample letters and quotation patterns are no words.
    const allowed = /简体中文|繁體中文|English|Déjà Lu/g;
    const found = CODE.filter((file) => /^(?:src\/ui|entrypoints)\//.test(file)).flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
        .replace(allowed, '');
      const chinese = [...text.matchAll(/[\p{Script=Han}]{2,}/gu)].map(([words]) => words);
      const between = [
        ...text.matchAll(/<(?:p|h\d|button|span|label|li|strong|dt|dd)\b[^<>{}]*>\s*([A-Za-z][^<>{}]{2,})</g),
      ].map(([, words]) => words!);
      return [...chinese, ...between].map((words) => `${file}: ${words}`);
    });
    expect(found).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['auto', 'zh-CN', 'zh_CN'],
    ['auto', 'zh', 'zh_CN'],
    ['auto', 'zh-TW', 'zh_TW'],
    ['auto', 'zh-Hant-HK', 'zh_TW'],
    ['auto', 'zh-HK', 'zh_TW'],
    ['auto', 'en-GB', 'en'],
    ['auto', 'fr', 'en'],
    ['zh_TW', 'en-GB', 'zh_TW'],
  ] as const)('%s in a browser that speaks %s are %s', (chosen, browser, language) => {
    expect(languageFor(chosen, browser)).toBe(language);
  });

  it('count in singular and plural', () => {
    expect(wordsIn('en').count('matches', 1)).toBe('1 match');
    expect(wordsIn('en').count('matches', 1200)).toBe('1,200 matches');
    expect(wordsIn('zh_CN').count('matches', 1)).toBe('1 处重合');
  });

  it('write shares with at most one decimal, and never 0 for a share that is not 0', () => {
    expect(wordsIn('en').percent(0.3749)).toBe('37.5%');
    expect(wordsIn('en').percent(0)).toBe('0%');
    expect(wordsIn('en').percent(0.0002)).toBe('<0.1%');
  });

  it('insert values at the placeholders of the message', () => {
    expect(wordsIn('en').say('position', '3', '12')).toBe('3 of 12');
    expect(wordsIn('en').say('labelled', 'Note', 'read twice')).toBe('Note: read twice');
    expect(wordsIn('zh_TW').say('labelled', '備註', '')).toBe('備註：');
  });

  it('list things with the comma of the language', () => {
    expect(wordsIn('en').list(['one', 'two'])).toBe('one, two');
    expect(wordsIn('zh_CN').list(['一', '二'])).toBe('一、二');
  });
});
