import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { useWords } from './words-context.tsx';

/** A section of a page with its heading, which is also its accessible name. */
export function Section({ heading, children }: { readonly heading: WordKey; readonly children: ComponentChildren }) {
  const words = useWords();
  const id = useId();
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{words.say(heading)}</h2>
      {children}
    </section>
  );
}
