import type { Exchange } from './exchange.ts';

/** Everything the background says to whichever of its pages are open. */
export interface ToUi {
  /** The results of this tab have changed: ask for the view again. */
  readonly changed: Exchange<{ readonly tab: number }, null>;
}
