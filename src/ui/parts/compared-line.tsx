import { type ComparedWith, comparedWords } from '../../report/compared.ts';
import { useWords } from './words-context.tsx';

/** Says what was compared, beside every figure and every "nothing found". Nothing where the index cannot be read. */
export function ComparedLine({ compared }: { readonly compared: ComparedWith | null }) {
  const words = useWords();
  return compared && <p class="quiet compared">{comparedWords(compared, words)}</p>;
}
