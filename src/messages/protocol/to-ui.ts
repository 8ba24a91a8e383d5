import type { Exchange } from './exchange.ts';

/** The messages of the background to the extension's open pages. */
export interface ToUi {
  /** The results of this tab have changed; its view has to be requested again. */
  readonly changed: Exchange<{ readonly tab: number }, null>;
  /** An update of a pack has made a step, or ended; the packs have to be read again. */
  readonly packs: Exchange<Record<string, never>, null>;
}
