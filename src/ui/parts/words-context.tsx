import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../../locale/words.ts';

/** The words of the interface, for all components of a page. */
export const WordsContext = createContext<Words | null>(null);

/**
 * The words of the page's language.
 * @throws Error outside a page that `mountPage` has mounted, which is a programming error
 */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords outside of a page: mount it with mountPage');
  return words;
}
