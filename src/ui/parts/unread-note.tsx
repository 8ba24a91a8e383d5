import { type UnreadPart, unreadWords } from '../../report/unread.ts';
import { useWords } from './words-context.tsx';

/** What could not be read, and so was compared with nothing; empty if everything was read. */
export function UnreadNote({ unread }: { readonly unread: readonly UnreadPart[] }) {
  const words = useWords();
  const line = unreadWords(unread, words);
  return line === '' ? null : <p class="unread">{line}</p>;
}
