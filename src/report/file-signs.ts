/** Facts of a file that are worth a look; what they mean is for people to judge. */
export type SignKind =
  | 'hidden' // characters that the file's format hides
  | 'invisible' // invisible characters between letters: zero-width, soft hyphens
  | 'radicals' // Kangxi and supplementary radicals, which look like letters
  | 'compatibility' // compatibility ideographs, which look like the usual ones
  | 'scripts'; // words of Latin and Cyrillic letters, of which many look alike

/** A kind of sign, and how often it occurs. */
export interface Sign {
  readonly kind: SignKind;
  readonly count: number;
}

/** A file as its signs are looked for. */
export interface SignedFile {
  readonly name: string;
  readonly text: string;
  /** Number of characters that its format hides, which are not in its text. */
  readonly hidden: number;
  /** The author as the file states it; `''` where it does not. */
  readonly author: string;
}

/** Files that state the same author. */
export interface SameAuthor {
  readonly author: string;
  readonly files: readonly string[];
}

/** Between letters only: at the edges of lines programs leave some by themselves. */
const INVISIBLE = /(?<=\p{L})[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\p{L})/gu;
const RADICALS = /[\u2e80-\u2fd5]/gu;
/** Without the twelve that Unicode counts as unified although they stand in the block. */
const COMPATIBILITY =
  /(?![\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27-\ufa29])[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
const ALPHABETIC = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Words of letters of both scripts. Done in two steps, as one pattern for it takes quadratic time. */
function mixedWords(text: string): number {
  const words = text.match(ALPHABETIC) ?? [];
  return words.filter((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word)).length;
}

/** The signs of a file, without those that do not occur. */
export function signsOf({ text, hidden }: Pick<SignedFile, 'text' | 'hidden'>): Sign[] {
  const signs: readonly Sign[] = [
    { kind: 'hidden', count: hidden },
    { kind: 'invisible', count: countOf(text, INVISIBLE) },
    { kind: 'radicals', count: countOf(text, RADICALS) },
    { kind: 'compatibility', count: countOf(text, COMPATIBILITY) },
    { kind: 'scripts', count: mixedWords(text) },
  ];
  return signs.filter(({ count }) => count > 0);
}

/** The authors that several files state, each with these. */
export function sameAuthors(files: readonly SignedFile[]): SameAuthor[] {
  const byAuthor = Map.groupBy(files, ({ author }) => author.trim());
  return [...byAuthor]
    .filter(([author, own]) => author !== '' && own.length > 1)
    .map(([author, own]) => ({ author, files: own.map(({ name }) => name) }));
}
