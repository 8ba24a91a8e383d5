import { type Signal, signal } from '@preact/signals';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { type ShownKind, shownKind } from '../../report/kinds.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';
import { makeToast, type ToastSignal } from '../parts/toast.tsx';

/** The lists of the panel: matches, their essays, and matches with the user's own essays. */
export type PanelList = 'matches' | 'sources' | 'own';

/** What the user has selected in the panel. All other state belongs to the background. */
export interface PanelState {
  readonly list: Signal<PanelList>;
  readonly kind: Signal<ShownKind | 'all'>;
  readonly source: Signal<EssayRef | 'all'>;
  /** Whether ignored matches are listed too. */
  readonly ignored: Signal<boolean>;
  /** Id of the match that is shown beside its source; `null` if none is. */
  readonly comparing: Signal<string | null>;
  /** When the panel was opened, in ms of `performance.now()`. */
  readonly opened: number;
  /** Requests for a source on the page that have been handled: tab and time of each. */
  readonly answered: Set<string>;
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
    opened: performance.now(),
    answered: new Set(),
    toast: makeToast(),
  };
}

/**
 * The match whose source the user has requested on the page, once for each request; `null` where there is no new request. What counts is
 * when the panel was opened by the clock as it is now, which may have been set since.
 */
export function takeRequest({ tab, asked, matches }: PageView, { opened, answered }: PanelState): string | null {
  if (!asked || answered.has(`${tab} ${asked.time}`)) return null;
  if (asked.time <= Date.now() - (performance.now() - opened) - OPENING_MS) return null;
  if (matches.every(({ id }) => id !== asked.id)) return null;
  answered.add(`${tab} ${asked.time}`);
  return asked.id;
}

/** Whether an essay contains a match, as its best source or as another one. */
export function isIn(match: MatchView, essay: EssayRef): boolean {
  return match.essay === essay || match.also.some((place) => place.essay === essay);
}

/** The list that is shown: the selected one, or the one that has something where the other is empty. */
export function shownList({ matches }: PageView, { list }: PanelState): PanelList {
  if (!matches.some(({ own }) => own)) return list.value === 'own' ? 'matches' : list.value;
  return matches.every(({ own }) => own) ? 'own' : list.value;
}

/**
 * The matches that are listed, in page order: those with own essays, or those of the others that pass the filters. If every match is
 * ignored, ignored ones are included.
 */
export function filtered(view: PageView, state: PanelState): MatchView[] {
  const { kind, source, ignored } = state;
  const own = shownList(view, state) === 'own';
  const all = view.matches.filter((match) => match.own === own);
  const showsIgnored = ignored.value || all.every(({ dismissed }) => dismissed !== null);
  return all.filter(
    (match) =>
      (showsIgnored || match.dismissed === null) &&
      (own || kind.value === 'all' || shownKind(match) === kind.value) &&
      (own || source.value === 'all' || isIn(match, source.value)),
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
