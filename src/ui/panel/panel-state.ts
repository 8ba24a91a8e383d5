import { type Signal, signal } from '@preact/signals';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { type ShownKind, shownKind } from '../../report/kinds.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';

/** What the user has selected in the panel; everything else is the background's. */
export interface PanelState {
  readonly list: Signal<'sources' | 'matches'>;
  readonly kind: Signal<ShownKind | 'all'>;
  readonly source: Signal<EssayRef | 'all'>;
  readonly dismissed: Signal<boolean>;
  /** Id of the match that stands beside its source. */
  readonly comparing: Signal<string | null>;
  /** Askings on the page up to this time (ms since 1970) are answered. */
  readonly answered: Signal<number>;
}

/** How long ago, in ms, an asking may be that has opened this panel: browsers take their time. Older ones are forgotten. */
const OPENING_MS = 10_000;

/** A panel as it opens. */
export function newPanelState(): PanelState {
  return {
    list: signal('matches'),
    kind: signal('all'),
    source: signal('all'),
    dismissed: signal(false),
    comparing: signal(null),
    answered: signal(Date.now() - OPENING_MS),
  };
}

/** Whether a match stands in an essay, as its best source or beside a better one. */
export function isIn(match: MatchView, essay: EssayRef): boolean {
  return match.essay === essay || match.also.some((place) => place.essay === essay);
}

/** The matches that the filters let through, in page order. */
export function filtered(view: PageView, state: PanelState): MatchView[] {
  const { kind, source, dismissed } = state;
  return view.matches.filter(
    (match) =>
      (dismissed.value || match.dismissed === null) &&
      (kind.value === 'all' || shownKind(match) === kind.value) &&
      (source.value === 'all' || isIn(match, source.value)),
  );
}
