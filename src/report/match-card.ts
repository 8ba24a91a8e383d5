import type { MatchKind } from '../match/match.ts';

/** What the popover shows for a match: every line ready to be set as text, in the user's language. */
export interface MatchCard {
  readonly language: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: MatchKind;
  /** Buttons in the order in which they stand. `copy` puts its `text` on the clipboard; its button says `done` or `failed` then. */
  readonly buttons: readonly CardButton[];
  readonly close: string;
  /** What the popover says once a judgement was made in it, and the button that takes it back. */
  readonly judged: { readonly dismiss: string; readonly confirm: string; readonly undo: string };
}

/** A button of the card over a mark. */
export interface CardButton {
  readonly act: CardAct;
  readonly label: string;
  readonly text?: string;
  readonly done?: string;
  readonly failed?: string;
}

/**
 * What a button of the popover asks for. `copy` is done in the tab, the others by the background; `undo` takes back the last
 * judgement that was made in this tab's popover.
 */
export type CardAct = 'panel' | 'dismiss' | 'confirm' | 'undo' | 'copy' | 'search' | 'next' | 'previous';
