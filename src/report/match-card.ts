import type { MatchKind } from '../match/match.ts';

/** The contents of the popover for a match: texts in the user's language. */
export interface MatchCard {
  readonly language: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: MatchKind;
  /** Buttons in the order of their display. `copy` puts its `text` on the clipboard; its button then shows `done` or `failed`. */
  readonly buttons: readonly CardButton[];
  readonly close: string;
  /** What the popover shows after a judgement was given in it, and the label of the button that undoes it. */
  readonly judged: { readonly dismiss: string; readonly confirm: string; readonly undo: string };
}

/** A button of the popover. */
export interface CardButton {
  readonly act: CardAct;
  readonly label: string;
  readonly text?: string;
  readonly done?: string;
  readonly failed?: string;
}

/**
 * The action of a button of the popover. `copy` runs in the tab, the others in the background; `undo` undoes the last judgement
 * that was given in a popover of this tab.
 */
export type CardAct = 'panel' | 'dismiss' | 'confirm' | 'undo' | 'copy' | 'search' | 'next' | 'previous';
