import { makePopover } from '../../mark/popover.ts';
import type { Outcome } from '../../messages/channel.ts';
import type { Act, FromTab, OwnMatch } from '../../messages/protocol/from-tab.ts';
import type { ShadowOf } from '../../page/tree.ts';
import type { Place } from '../marking/match-place.ts';
import { askFor, type NameOf, type Opening, type PressHandlers } from './popover-ask.ts';
import { makeUndoOffers } from './undo-offer.ts';

/** Messages of the popover to the background. */
export interface PopoverWire {
  describe(ask: OwnMatch): Promise<Outcome<FromTab['describe']>>;
  act(ask: Act): Promise<Outcome<FromTab['act']>>;
  picked(ask: OwnMatch): Promise<unknown>;
}

/** Dependencies of the popover. */
export interface OpenerTools {
  readonly wire: PopoverWire;
  /** Returns an element's shadow root; closed ones too, where the browser gives an extension access to them. */
  readonly shadowOf: ShadowOf;
}

/** Opens the popover at matches. At most one is open or about to open; a later request replaces an earlier one. */
export interface Opener {
  /**
   * Requests the card of the match from the background and opens the popover with it. Resolves when it is open or the request was
   * dropped.
   */
  open(opening: Opening): Promise<void>;
  /** @param returns whether a focus inside the popover returns to where it was before; `true` by default */
  close(returns?: boolean): void;
  /** Closes the popover if its match has left the page. */
  update(): void;
  isOpenAt(place: Place): boolean;
  readonly isOpen: boolean;
  /** Whether the pointer or the focus is inside the popover. */
  readonly isInUse: boolean;
  /** Whether a pinned popover is open or about to open. */
  readonly isPinned: boolean;
}

class PopoverOpener implements Opener {
  private awaited: Opening | undefined;
  private shown: Opening | undefined;
  private readonly popover: ReturnType<typeof makePopover>;
  private readonly offers: ReturnType<typeof makeUndoOffers>;
  private readonly presses: PressHandlers;
  private readonly wire: PopoverWire;
  private readonly signal: AbortSignal;

  constructor(nameOf: NameOf, { wire, shadowOf }: OpenerTools, signal: AbortSignal) {
    this.wire = wire;
    this.signal = signal;
    this.popover = makePopover(shadowOf, signal);
    this.offers = makeUndoOffers(this.popover);
    this.presses = {
      nameOf,
      act: async (ask) => (await wire.act(ask)).ok,
      close: () => this.popover.close(),
      judged: (given, done) => {
        this.shown = undefined;
        void this.offers.offer(given, done, () => signal.aborted || this.awaited !== undefined);
      },
    };
  }

  get isOpen(): boolean {
    return this.popover.isOpen;
  }

  get isInUse(): boolean {
    return this.popover.isInUse;
  }

  get isPinned(): boolean {
    return this.awaited?.pinned || (this.popover.isOpen && this.shown?.pinned) || false;
  }

  isOpenAt({ part, index }: Place): boolean {
    return this.popover.isOpen && this.shown?.place.part === part && this.shown.place.index === index;
  }

  async open(opening: Opening): Promise<void> {
    this.awaited = opening;
    // A key or click during the wait must not act on the match of the previous popover.
    if (opening.pinned) this.popover.close();
    const answer = await this.wire.describe(this.presses.nameOf(opening.place));
    if (this.signal.aborted || this.awaited !== opening) return;
    this.awaited = undefined;
    if (!answer.ok || !answer.value) return;
    this.shown = opening;
    this.offers.end();
    this.popover.open(askFor(opening, answer.value, this.presses));
  }

  close(returns?: boolean): void {
    this.awaited = undefined;
    this.popover.close(returns);
  }

  update(): void {
    this.offers.update();
    this.popover.update();
  }
}

/** Makes the opener of a page's popover. The popover closes for good when the signal aborts. */
export function makeOpener(nameOf: NameOf, tools: OpenerTools, signal: AbortSignal): Opener {
  return new PopoverOpener(nameOf, tools, signal);
}
