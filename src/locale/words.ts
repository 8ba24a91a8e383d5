import { packaged } from '../network/packaged.ts';
import type messages from '../public/_locales/zh_CN/messages.json';

/** Languages of the interface, named like their folders in `_locales`. */
export type Language = 'zh_CN' | 'zh_TW' | 'en';

/** Keys of the locale files. */
export type WordKey = keyof typeof messages;

/** Keys of messages with a singular and a plural form. */
export type CountKey = WordKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

type MessageFile = Readonly<Record<string, { readonly message: string }>>;

/** The interface's words in one language. */
export interface Words {
  readonly language: Language;
  /** The language as a value of the `lang` attribute, such as `zh-CN`. */
  readonly tag: string;
  /** The message for a number of things, in its singular or plural form: `$1` is the number. */
  say(key: WordKey, ...values: readonly string[]): string;
  /** A number of things, in the singular or plural: `$1` is the number. */
  count(key: CountKey, n: number): string;
  /** A number with the separators of the language. */
  number(n: number): string;
  /** A message as a label and a value, with the colon of the language between them. */
  labelled(key: WordKey, value: string): string;
  /** Several parts in one line, separated by the comma of the language. */
  list(parts: readonly string[]): string;
  /**
   * A share of 0–1 in percent with at most one decimal. A share that is not 0 but would be rounded to it is `<0.1%`; only 1 is
   * `100%`.
   */
  percent(share: number): string;
  /** Date and time in the language. */
  date(when: Date): string;
}

const TAGS = { zh_CN: 'zh-CN', zh_TW: 'zh-TW', en: 'en' } as const;

/** The smallest share that is shown as a number, and the largest one below the whole. */
const LEAST_SHARE = 0.001;
const MOST_SHARE = 0.999;

/** The language of the interface, from the user's choice and the browser's language. */
export function languageFor(chosen: Language | 'auto', browserLanguage: string): Language {
  if (chosen !== 'auto') return chosen;
  if (!/^zh\b/i.test(browserLanguage)) return 'en';
  return /hant|tw|hk|mo/i.test(browserLanguage) ? 'zh_TW' : 'zh_CN';
}

type InKey<Name extends string> = Name extends `${infer Before}-${infer After}` ? `${Before}_${After}` : Name;

/** A name as a part of a locale key: these hold no hyphen. */
export function inKey<Name extends string>(name: Name): InKey<Name> {
  return name.replace('-', '_') as InKey<Name>;
}

/** Makes the words of a language from its locale file. */
export function makeWords(language: Language, file: MessageFile): Words {
  const tag = TAGS[language];
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const plurals = new Intl.PluralRules(tag);
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' });
  const say = (key: string, ...values: readonly string[]): string =>
    (file[key]?.message ?? key).replace(/\$(\d)/g, (_, digit: string) => values[Number(digit) - 1] ?? '');
  return {
    language,
    tag,
    say,
    count: (key, n) => say(`${key}_${plurals.select(n) === 'one' ? 'one' : 'other'}`, numbers.format(n)),
    number: (n) => numbers.format(n),
    labelled: (key, value) => say('labelled', say(key), value),
    list: (parts) => parts.join(language === 'en' ? ', ' : '、'),
    percent: (share) =>
      share > 0 && share < LEAST_SHARE
        ? `<${percents.format(LEAST_SHARE)}`
        : percents.format(share < 1 ? Math.min(share, MOST_SHARE) : share),
    date: (when) => dates.format(when),
  };
}

const loaded = new Map<Language, Promise<Words>>();

async function fetchWords(language: Language): Promise<Words> {
  const response = await packaged(`/_locales/${language}/messages.json`);
  return makeWords(language, (await response.json()) as MessageFile);
}

/**
 * The words of the language that the user chose, from the locale files of the extension. The browser's own i18n reads the same
 * files but always uses the browser's language. For the extension's own pages and its background only.
 */
export function loadWords(chosen: Language | 'auto'): Promise<Words> {
  const language = languageFor(chosen, navigator.language);
  const words = loaded.get(language) ?? fetchWords(language);
  loaded.set(language, words);
  return words;
}
