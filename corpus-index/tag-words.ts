import { tag } from 'jieba-wasm';
import type { TaggedWord } from '../src/indexing/names.ts';

/** The words of a text with jieba's part-of-speech tags. Words outside its dictionary are found by its hidden Markov model. */
export function tagWords(text: string): TaggedWord[] {
  return tag(text, true);
}
