import { NAME_BIT } from '../corpus/format.ts';
import type { Letters } from '../text/normalise.ts';
import { surprisals } from '../wording/surprisals.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import { namesIn, type TagWords } from './names.ts';

/** Bits of each letter without a model of wording: about the mean of the shipped corpus with one. */
const BITS_WITHOUT_MODEL = 7;

/**
 * One byte for each letter of an essay (src/corpus/format.ts): how much it surprises a reader who knows common wording, in bits,
 * and whether it belongs to a name. `letters` are those of the very text. Without a model every letter counts the same.
 */
export function letterFacts(
  text: string,
  { codes, at }: Letters,
  wording: WordingModel | null,
  tagWords: TagWords,
): Uint8Array {
  const facts = wording ? surprisals(wording, codes) : new Uint8Array(codes.length).fill(BITS_WITHOUT_MODEL);
  const inName = namesIn(text, tagWords);
  for (let i = 0; i < facts.length; i++) facts[i]! |= inName[at[i]!]! * NAME_BIT;
  return facts;
}
