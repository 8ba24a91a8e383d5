import { type Signal, signal } from '@preact/signals';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { type ShownKind, shownKind } from '../../report/kinds.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';
import { makeToast, type ToastSignal } from '../parts/toast.tsx';

/** What the user has selected in the panel; everything else is the background's. */
export interface PanelState {
  readonly list: Signal<'sources' | 'matches'>;
  readonly kind: Signal<ShownKind | 'all'>;
  readonly source: Signal<EssayRef | 'all'>;
  /** Whether ignored matches are listed too. */
  readonly ignored: Signal<boolean>;
  /** Id of the match that stands beside its source. */
  readonly comparing: Signal<string | null>;
  /** Askings on the page up to this time (ms since 1970) are answered. */
  readonly answered: Signal<number>;
  readonly toast: ToastSignal;
}

/** How long ago, in ms, an asking may be that has opened this panel: browsers take their time. Older ones are forgotten. */
const OPENING_MS = 10_000;

/** A panel as it opens. */
export function newPanelState(): PanelState {
  return {
    list: signal('matches'),
    kind: signal('all'),
    source: signal('all'),
    ignored: signal(false),
    comparing: signal(null),
    answered: signal(Date.now() - OPENING_MS),
    toast: makeToast(),
  };
}

/** Whether a match stands in an essay, as its best source or beside a better one. */
export function isIn(match: MatchView, essay: EssayRef): boolean {
  return match.essay === essay || match.also.some((place) => place.essay === essay);
}

/** The matches that the filters let through, in page order. Where every match is ignored, these are listed. */
export function filtered(view: PageView, state: PanelState): MatchView[] {
  const { kind, source, ignored } = state;
  const showsIgnored = ignored.value || view.figures.matches === 0;
  return view.matches.filter(
    (match) =>
      (showsIgnored || match.dismissed === null) &&
      (kind.value === 'all' || shownKind(match) === kind.value) &&
      (source.value === 'all' || isIn(match, source.value)),
  );
}

/** The matches that the panel steps through: those of the filtered list that are marked on the page. */
export function stepped(view: PageView, state: PanelState): MatchView[] {
  return filtered(view, state).filter((match) => match.dismissed === null);
}

/** The match after (1) or before (−1) the current one, round and round; the first or last where none is current. */
export function stepFrom(matches: readonly MatchView[], current: string | null, by: 1 | -1): MatchView | undefined {
  const at = matches.findIndex(({ id }) => id === current);
  if (at < 0) return by === 1 ? matches[0] : matches.at(-1);
  return matches[(at + by + matches.length) % matches.length];
}
