import type { WordKey } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import type { ToastSignal } from '../parts/toast.tsx';
import { useWords } from '../parts/words-context.tsx';

const WAYS = [
  { what: 'page', label: 'addPageButton', none: 'addNoText' },
  { what: 'selection', label: 'addSelectionButton', none: 'addNoSelection' },
] as const satisfies readonly { readonly what: string; readonly label: WordKey; readonly none: WordKey }[];

/** Buttons that take the page's text, or what is selected on it, to the library page. */
export function AddButtons({ tab, toast }: { readonly tab: number; readonly toast: ToastSignal }) {
  const words = useWords();
  const add = async ({ what, none }: (typeof WAYS)[number]) => {
    const answer = await askBackground('add-to-library', { tab, what });
    if (!answer.ok || !answer.value) toast.value = { text: words.say(none) };
  };
  return (
    <>
      {WAYS.map((way) => (
        <button key={way.what} type="button" class="plain" onClick={() => void add(way)}>
          {words.say(way.label)}
        </button>
      ))}
    </>
  );
}
