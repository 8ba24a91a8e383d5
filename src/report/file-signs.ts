import { groupsOf } from '../comparison/lineage.ts';
import type { FileTraces, Unread } from '../files/read-text.ts';

/** Facts of a file that are worth a look; what they mean is for people to judge. */
export type SignKind =
  | 'hidden' // characters that the file's format hides
  | 'invisible' // invisible characters between letters: zero-width, soft hyphens
  | 'radicals' // Kangxi and supplementary radicals, which look like letters
  | 'compatibility' // compatibility ideographs, which look like the usual ones
  | 'scripts'; // words of Latin letters with Cyrillic or Greek ones that look like them

/** A kind of sign, and how often it occurs. */
export interface Sign {
  readonly kind: SignKind;
  readonly count: number;
}

/** A file with its signs. */
export interface SignedFile {
  readonly name: string;
  readonly text: string;
  readonly signs: readonly Sign[];
  /** The author as the file states it; `''` where it does not. */
  readonly author: string;
  readonly traces: FileTraces;
}

/** Files that state the same author. */
export interface SameAuthor {
  readonly author: string;
  readonly files: readonly string[];
}

/** Files that state the same template. */
export interface SameTemplate {
  readonly template: string;
  readonly files: readonly string[];
}

/** Files that hang together by revision ids, and how many ids stand in two of them or more. */
export interface SharedRevisions {
  readonly files: readonly string[];
  readonly ids: number;
}

/** Templates that Word and WPS Office name in each document. */
const USUAL_TEMPLATE = /^normal(?:\.dot[mx]?|_wordconv\.dotm)?$/iu;

/** Revision ids that WPS Office gives to documents of anyone. */
const USUAL_REVISIONS: ReadonlySet<string> = new Set(['00000000', '00172A27']);

/** Between letters only: at the edges of lines programs leave some by themselves. */
const INVISIBLE = /(?<=\p{L})[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\p{L})/gu;
const RADICALS = /[\u2e80-\u2fd5]/gu;
/** Without the twelve that Unicode counts as unified although they stand in the block. */
const COMPATIBILITY =
  /(?![\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27-\ufa29])[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
const ALPHABETIC = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+/gu;
const LATIN = /\p{Script=Latin}/u;
/** All Cyrillic letters; of the Greek ones only those that look like Latin letters, as others stand beside these in formulas (μm). */
const LOOK_ALIKE = /[\p{Script=Cyrillic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορυχϲ]/u;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Words of Latin letters and others that look like them. Done in two steps, as one pattern for it takes quadratic time. */
function mixedWords(text: string): number {
  const words = text.match(ALPHABETIC) ?? [];
  return words.filter((word) => LATIN.test(word) && LOOK_ALIKE.test(word)).length;
}

/**
 * The signs of a file, without those that do not occur. All of its text is searched several times, so it is done once, when it is read.
 * @param unread what of the file is not in its text, as its reader says: characters that its format hides are a sign
 */
export function signsOf(text: string, unread: readonly Unread[]): Sign[] {
  const signs: readonly Sign[] = [
    { kind: 'hidden', count: unread.find(({ what }) => what === 'hidden')?.count ?? 0 },
    { kind: 'invisible', count: countOf(text, INVISIBLE) },
    { kind: 'radicals', count: countOf(text, RADICALS) },
    { kind: 'compatibility', count: countOf(text, COMPATIBILITY) },
    { kind: 'scripts', count: mixedWords(text) },
  ];
  return signs.filter(({ count }) => count > 0);
}

/** The values that several files state, each with the names of these; those that state none are left out. */
function sameValues(
  files: readonly SignedFile[],
  of: (file: SignedFile) => string,
): [value: string, files: string[]][] {
  const byValue = Map.groupBy(files, (file) => of(file).trim());
  return [...byValue]
    .filter(([value, own]) => value !== '' && own.length > 1)
    .map(([value, own]) => [value, own.map(({ name }) => name)]);
}

/** The authors that several files state, each with these. */
export function sameAuthors(files: readonly SignedFile[]): SameAuthor[] {
  return sameValues(files, ({ author }) => author).map(([author, own]) => ({ author, files: own }));
}

/** The templates that several files state, each with these; without the template that Word gives to all. */
export function sameTemplates(files: readonly SignedFile[]): SameTemplate[] {
  const own = ({ traces: { template } }: SignedFile) => (USUAL_TEMPLATE.test(template) ? '' : template);
  return sameValues(files, own).map(([template, names]) => ({ template, files: names }));
}

/** The revision ids of a Word document, without those that occur in documents of anyone. */
function revisionsOf({ traces }: SignedFile): string[] {
  return traces.revisions.filter((id) => !USUAL_REVISIONS.has(id));
}

/** Groups of files that have revision ids in common: ids are random numbers, so these files come from one document. */
export function sharedRevisions(files: readonly SignedFile[]): SharedRevisions[] {
  const holders = new Map<string, string[]>();
  for (const file of files)
    for (const id of revisionsOf(file)) holders.set(id, [...(holders.get(id) ?? []), file.name]);
  const shared = [...holders.values()].filter((names) => names.length > 1);
  const links = shared.flatMap((names) => names.slice(1).map((b) => ({ a: names[0]!, b })));
  const groups = groupsOf(
    files.map(({ name }) => name),
    links,
  );
  return groups.map((members) => ({
    files: members,
    ids: shared.filter(([first]) => members.includes(first!)).length,
  }));
}
