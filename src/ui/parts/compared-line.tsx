import { type ComparedWith, comparedWords, yearWords } from '../../report/compared.ts';
import { useWords } from './words-context.tsx';

// Keeps a range of years together, as browsers would break the line at its dash.
function Compared({ compared }: { readonly compared: ComparedWith }) {
  const words = useWords();
  const text = comparedWords(compared, words);
  const years = yearWords(compared, words);
  const at = text.lastIndexOf(years);
  return (
    <p class="quiet compared">
      {text.slice(0, at)}
      <span class="unbroken">{years}</span>
      {text.slice(at + years.length)}
    </p>
  );
}

/** Tells what was compared. It is shown with every figure and every "nothing found"; it is empty if the index cannot be read. */
export function ComparedLine({ compared }: { readonly compared: ComparedWith | null }) {
  return compared && <Compared compared={compared} />;
}
