import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../../locale/words.ts';

/** The interface's words, for every component below. */
export const WordsContext = createContext<Words | null>(null);

/**
 * The words of the page's language.
 * @throws Error outside of a page that `mountPage` has mounted, which is a mistake of the programmer
 */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords outside of a page: mount it with mountPage');
  return words;
}
