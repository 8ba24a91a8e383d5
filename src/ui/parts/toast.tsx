import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useWords } from './words-context.tsx';

/** The contents of a toast. */
export interface ToastContent {
  readonly text: string;
  /** Undoes what the toast reports; left out if it cannot be undone. */
  readonly undo?: () => Promise<unknown>;
}

/**
 * Ms for which a toast is shown: long enough to be read and to be reached by keyboard. Ignored matches can be listed at any time
 * after that.
 */
const STAYS_MS = 15_000;

/** The toast of a page; `null` if there is none. */
export type ToastSignal = Signal<ToastContent | null>;

/** Makes the signal for a page's toast. */
export function makeToast(): ToastSignal {
  return signal<ToastContent | null>(null);
}

/** Shows what has just been done, with a button that undoes it. A new toast replaces the one before. */
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
