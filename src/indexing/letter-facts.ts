import { NAME_BIT } from '../corpus/format.ts';
import { normalise } from '../text/normalise.ts';
import { namesIn, type TagWords } from './names.ts';
import { surprisals } from './surprisal.ts';

/** What a letter counts, in bits, where there is no background to learn from: about the mean of the shipped corpus under its own. */
const BITS_WITHOUT_BACKGROUND = 7;

/** Arguments of one call: far below what every engine's stack takes. */
const CHUNK = 4096;

function lettersOf(text: string): string {
  const { codes } = normalise(text);
  const chunks: string[] = [];
  for (let i = 0; i < codes.length; i += CHUNK) chunks.push(String.fromCharCode(...codes.subarray(i, i + CHUNK)));
  return chunks.join('');
}

function surprisalOf(rows: readonly string[], background: readonly string[]): Uint8Array[] {
  if (background.length > 0) return surprisals(rows, background.map(lettersOf));
  return rows.map((row) => new Uint8Array(row.length).fill(BITS_WITHOUT_BACKGROUND));
}

function nameBits(text: string, tagWords: TagWords): Uint8Array {
  const inName = namesIn(text, tagWords);
  return Uint8Array.from(normalise(text).at, (offset) => inName[offset]! * NAME_BIT);
}

/**
 * For each essay the facts of its letters (src/corpus/format.ts): how much each surprises a reader of the background texts, and
 * whether it is part of a name.
 */
export function letterFacts(
  essays: readonly { readonly text: string }[],
  background: readonly string[],
  tagWords: TagWords,
): Uint8Array[] {
  const surprisal = surprisalOf(
    essays.map((essay) => lettersOf(essay.text)),
    background,
  );
  return essays.map(({ text }, essay) => {
    const names = nameBits(text, tagWords);
    return surprisal[essay]!.map((bits, letter) => bits | names[letter]!);
  });
}
