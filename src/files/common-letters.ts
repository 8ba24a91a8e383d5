/**
 * The hundred most frequent letters of modern Chinese (after Jun Da's character frequency list), in simplified and, where it
 * differs, traditional form. They make some 40 % of any text; of letters drawn by chance they make half a percent.
 */
const COMMON = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实' +
    '這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實',
);

/** Number of Han letters below which a text is not judged. */
const LEAST_LETTERS = 30;

/** Least share of common letters in a text. Texts that consist of names and numbers have more. */
const LEAST_COMMON = 0.05;

/** Greatest share of characters that do not occur in texts (private use, unassigned, control). */
const MOST_ODD = 0.3;

const HAN = /\p{Script=Han}/gu;
const ODD = /[\p{Co}\p{Cn}\p{Cs}\uFFFD]|(?![\t\n\f\r])\p{Cc}/gu;

/** Whether the characters of a text are likely not those that its fonts draw: a document whose fonts do not say what they draw. */
export function isGarbled(text: string): boolean {
  const odd = text.match(ODD)?.length ?? 0;
  const characters = text.replace(/\s+/gu, '').length;
  if (odd > MOST_ODD * characters) return true;
  const letters = text.match(HAN) ?? [];
  if (letters.length < LEAST_LETTERS) return false;
  return letters.filter((letter) => COMMON.has(letter)).length < LEAST_COMMON * letters.length;
}
