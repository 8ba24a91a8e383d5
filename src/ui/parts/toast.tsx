import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useWords } from './words-context.tsx';

/** What a toast says, and how it is taken back. */
export interface ToastContent {
  readonly text: string;
  /** Takes back what the toast tells of; without it there is nothing to take back. */
  readonly undo?: () => Promise<unknown>;
}

/** How long a toast stays, in ms: long enough to be read and reached by keyboard. The list of ignored matches stays for good. */
const STAYS_MS = 15_000;

/** The toast of a page: `null` while there is none. */
export type ToastSignal = Signal<ToastContent | null>;

/** Makes the place for a page's toast. */
export function makeToast(): ToastSignal {
  return signal<ToastContent | null>(null);
}

/** Says what has just been done, with a button that undoes it. A new one takes the place of the last. */
export function Toast({ toast }: { readonly toast: ToastSignal }) {
  const words = useWords();
  const content = toast.value;
  useEffect(() => {
    if (!content) return;
    const timer = setTimeout(() => {
      toast.value = null;
    }, STAYS_MS);
    return () => clearTimeout(timer);
  }, [content, toast]);
  const undo = async () => {
    toast.value = null;
    await content?.undo?.();
  };
  return (
    <div class="toast" role="status">
      {content && (
        <p class="row spread">
          <span>{content.text}</span>
          {content.undo && (
            <button type="button" class="plain toast-undo" onClick={() => void undo()}>
              {words.say('undo')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
