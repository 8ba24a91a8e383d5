import { type Signal, signal } from '@preact/signals';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { type ShownKind, shownKind } from '../../report/kinds.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';
import { makeToast, type ToastSignal } from '../parts/toast.tsx';

/** What the user has selected in the panel. All other state belongs to the background. */
export interface PanelState {
  readonly list: Signal<'sources' | 'matches'>;
  readonly kind: Signal<ShownKind | 'all'>;
  readonly source: Signal<EssayRef | 'all'>;
  /** Whether ignored matches are listed too. */
  readonly ignored: Signal<boolean>;
  /** Id of the match that is shown beside its source; `null` if none is. */
  readonly comparing: Signal<string | null>;
  /** Requests for a source on the page up to this time, in ms since 1970, have been handled. */
  readonly answered: Signal<number>;
  readonly toast: ToastSignal;
}

/**
 * Greatest age, in ms, of a request for a source that may have opened this panel: browsers need some time to open it. Older
 * requests are ignored.
 */
const OPENING_MS = 10_000;

/** The state of a panel when it opens. */
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

/** Whether an essay contains a match, as its best source or as another one. */
export function isIn(match: MatchView, essay: EssayRef): boolean {
  return match.essay === essay || match.also.some((place) => place.essay === essay);
}

/** The matches that pass the filters, in page order. If every match is ignored, ignored ones are included. */
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

/** The matches that previous and next go through: those of the filtered list that are marked on the page. */
export function stepped(view: PageView, state: PanelState): MatchView[] {
  return filtered(view, state).filter((match) => match.dismissed === null);
}

/** The match after (1) or before (−1) the current one, cyclically; the first or last if none is current. */
export function stepFrom(matches: readonly MatchView[], current: string | null, by: 1 | -1): MatchView | undefined {
  const at = matches.findIndex(({ id }) => id === current);
  if (at < 0) return by === 1 ? matches[0] : matches.at(-1);
  return matches[(at + by + matches.length) % matches.length];
}
