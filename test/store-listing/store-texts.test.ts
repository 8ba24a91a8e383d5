import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { UserManifest } from 'wxt';
import config from '../../wxt.config.ts';

interface Texts {
  readonly long: readonly string[];
  readonly purpose: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly remoteCode: string;
  readonly data: string;
  readonly words: readonly string[];
  readonly captions: Readonly<Record<string, string>>;
  readonly poster: readonly string[];
}

const jsonOf = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const LANGUAGES = ['zh_CN', 'zh_TW', 'en'];

const textsIn = (language: string): Texts => jsonOf(`store/texts/${language}.json`);

// In characters; name and short description are those of the manifest, in all stores. Chrome: developer.chrome.com/docs/webstore; Edge: learn.microsoft.com/microsoft-edge/extensions-chromium/publish;
// Firefox: the forms of addons.mozilla.org. The smallest of the three counts.
const LIMITS = { name: 45, short: 132, purpose: 1000, justification: 1000, leastLong: 250, long: 10_000 };

/** Edge: at most seven search words, none over 30 characters, 21 words in all. */
const SEARCH = { terms: 7, characters: 30, words: 21 };

function permissionsOf(browser: string): string[] {
  const make = config.manifest as (env: object) => UserManifest;
  const { permissions = [], host_permissions = [] } = make({ browser, mode: 'production' });
  return [...permissions, ...host_permissions] as string[];
}

describe.each(LANGUAGES)('the texts for the stores in %s', (language) => {
  const texts = textsIn(language);
  const messages = jsonOf(`src/public/_locales/${language}/messages.json`);

  test('stay within the stores’ limits', () => {
    const long = texts.long.join('\n\n');
    const [shortest, longest] = [long.length >= LIMITS.leastLong, long.length <= LIMITS.long];
    expect([shortest, longest, long.length]).toEqual([true, true, long.length]);
    expect(messages.name.message.length).toBeLessThanOrEqual(LIMITS.name);
    expect(messages.description.message.length).toBeLessThanOrEqual(LIMITS.short);
    expect(texts.purpose.length).toBeLessThanOrEqual(LIMITS.purpose);
    for (const each of [...Object.values(texts.permissions), texts.remoteCode, texts.data])
      expect(each.length).toBeLessThanOrEqual(LIMITS.justification);
  });

  test('have search words that Edge takes', () => {
    expect(texts.words.length).toBeLessThanOrEqual(SEARCH.terms);
    expect(texts.words.filter((word) => word.length > SEARCH.characters)).toEqual([]);
    expect(texts.words.flatMap((word) => word.split(' ')).length).toBeLessThanOrEqual(SEARCH.words);
  });

  test('give a reason for each permission that a browser is asked for, and for no other', () => {
    const asked = new Set(['chrome', 'edge', 'firefox'].flatMap(permissionsOf));
    expect(Object.keys(texts.permissions).sort()).toEqual([...asked].sort());
  });

  test('have the same parts as the others', () => {
    const keys = ({ permissions, captions, long, ...rest }: Texts) =>
      [rest, permissions, captions, long].map(Object.keys);
    expect(keys(texts)).toEqual(keys(textsIn('en')));
  });
});

test('both papers on privacy have the same parts', () => {
  const shape = (file: string) => readFileSync(file, 'utf8').match(/^(?:##? |\| |- \*\*|- )/gmu);
  expect(shape('PRIVACY.zh-CN.md')).toEqual(shape('PRIVACY.md'));
});
