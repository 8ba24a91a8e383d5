import type messages from '../public/_locales/zh_CN/messages.json';

/** Languages that the interface speaks, named as their folders in `_locales` are. */
export type Language = 'zh_CN' | 'zh_TW' | 'en';

/** Keys of the locale files. */
export type WordKey = keyof typeof messages;

/** Keys that come in a singular and a plural. */
export type CountKey = WordKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

type MessageFile = Readonly<Record<string, { readonly message: string }>>;

/** The interface's words in one language. */
export interface Words {
  readonly language: Language;
  /** For the `lang` attribute: `zh-CN`. */
  readonly tag: string;
  /** The message with `$1`, `$2` … replaced; the key itself where a file lacks it. */
  say(key: WordKey, ...values: readonly string[]): string;
  /** A number of things, in the singular or plural: `$1` is the number. */
  count(key: CountKey, n: number): string;
  number(n: number): string;
  /** A message and what it stands for, with the colon of the language between them. */
  labelled(key: WordKey, value: string): string;
  /** Several things in one line, with the language's own comma between them. */
  list(parts: readonly string[]): string;
  /** A share of 0–1 with at most one decimal; what is there but rounds to nothing is `<0.1%`, and only the whole is `100%`. */
  percent(share: number): string;
  date(when: Date): string;
}

const TAGS = { zh_CN: 'zh-CN', zh_TW: 'zh-TW', en: 'en' } as const;

/** The smallest share that is shown as a number, and the largest one below the whole. */
const LEAST_SHARE = 0.001;
const MOST_SHARE = 0.999;

/** The interface's language for what the user chose and what the browser speaks. */
export function languageFor(chosen: Language | 'auto', browserLanguage: string): Language {
  if (chosen !== 'auto') return chosen;
  if (!/^zh\b/i.test(browserLanguage)) return 'en';
  return /hant|tw|hk|mo/i.test(browserLanguage) ? 'zh_TW' : 'zh_CN';
}

/** Makes words of a locale file. */
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
  const response = await fetch(`/_locales/${language}/messages.json`);
  return makeWords(language, (await response.json()) as MessageFile);
}

/**
 * The words of the language that the user chose, from the same files that name the extension to the browser, whose own
 * i18n cannot be switched. For the extension's own pages and its background.
 */
export function loadWords(chosen: Language | 'auto'): Promise<Words> {
  const language = languageFor(chosen, navigator.language);
  const words = loaded.get(language) ?? fetchWords(language);
  loaded.set(language, words);
  return words;
}
