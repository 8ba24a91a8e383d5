import type { Handlers } from '../../messages/channel.ts';
import type { FromUi } from '../../messages/protocol/from-ui.ts';
import { essayName } from '../../report/essay-name.ts';
import { type Judgement, type JudgementScope, judgementId } from '../../report/judgement.ts';
import { clearJudgements, confirm, dismiss, undo } from '../../store/judgements.ts';
import { siteOf } from '../../store/sites.ts';
import type { OpenIndexes } from '../indexes/registry.ts';
import type { TabFacts } from '../tabs/page-state.ts';
import type { PlacedMatch } from '../views/match-views.ts';

/** A match with the state of its tab, and the indexes that are searched: all that a judgement is made from. */
export interface LocatedMatch {
  readonly placed: PlacedMatch;
  readonly facts: TabFacts;
  readonly indexes: OpenIndexes;
}

/** The handlers of messages by which the user gives, undoes or exchanges judgements. */
export type JudgementHandlers = Pick<
  Handlers<FromUi>,
  'dismiss' | 'undo' | 'confirm' | 'unconfirm' | 'judgements-changed' | 'clear-judgements'
>;

/** Those handlers, and the functions for judgements that are given in a popover. */
export interface JudgementAnswers {
  readonly handlers: JudgementHandlers;
  dismissMatch(tab: number, id: string): Promise<unknown>;
  /** Confirms a match without a note. */
  confirmMatch(tab: number, id: string): Promise<unknown>;
  /**
   * Undoes the last judgement of this tab. Resolves with `false` if it is not known, for instance after the background was
   * stopped.
   */
  undoLast(tab: number): Promise<boolean>;
}

const CHANGED = { ok: false, reason: 'changed' } as const;
const DONE = { ok: true, value: null } as const;

function labelOf(scope: JudgementScope, { placed, indexes }: LocatedMatch, site: string | null): string {
  const essay = indexes.essay(placed.found.match.best.essay);
  // An essay of the library may have been deleted since it was found.
  const name = essay ? essayName(essay) : '';
  return { match: `${name}: ${placed.found.excerpt}`, essay: name, site: site ?? '' }[scope];
}

/** The stored form of "not a match"; `null` where the scope is a whole site and the page belongs to none. */
export function judgementOf(scope: JudgementScope, place: LocatedMatch): Judgement | null {
  const site = siteOf(place.facts.url);
  const { key, match } = place.placed.found;
  const id = judgementId(scope, { key, essay: match.best.essay, site });
  return id === null ? null : { id, scope, label: labelOf(scope, place, site), made: Date.now() };
}

/**
 * Makes the answers to judgements.
 * @param find returns the match with this id in this tab
 * @param judged called after every stored change, so that marks, figures and lists are updated
 */
export function answerJudgements(
  find: (tab: number, id: string) => Promise<LocatedMatch | null>,
  judged: () => Promise<void>,
): JudgementAnswers {
  const after = async (work: Promise<unknown>) => {
    await work;
    await judged();
    return DONE;
  };
  // In memory only, as it is needed for the short time in which a popover offers to undo. Panel and options undo stored
  // judgements by id.
  const lastOf = new Map<number, () => Promise<unknown>>();
  const dismissAs = async (tab: number, id: string, scope: JudgementScope) => {
    const place = await find(tab, id);
    const judgement = place && judgementOf(scope, place);
    if (!judgement) return CHANGED;
    lastOf.set(tab, () => undo(judgement.id));
    return after(dismiss(judgement, place.facts.inPrivate));
  };
  const confirmAs = async (tab: number, id: string, note: string | null) => {
    const place = await find(tab, id);
    if (!place) return CHANGED;
    const { key } = place.placed.found;
    const { inPrivate } = place.facts;
    lastOf.set(tab, () => confirm(key, null, inPrivate));
    const written = { id: key, text: note ?? '', label: labelOf('match', place, null), made: Date.now() };
    return after(confirm(key, note === null ? null : written, inPrivate));
  };
  const handlers: JudgementHandlers = {
    dismiss: ({ tab, id, scope }) => dismissAs(tab, id, scope),
    undo: ({ judgement }) => after(undo(judgement)),
    unconfirm: ({ note }) => after(confirm(note, null)),
    confirm: ({ tab, id, note }) => confirmAs(tab, id, note),
    'judgements-changed': () => after(Promise.resolve()),
    'clear-judgements': () => after(clearJudgements()),
  };
  return {
    handlers,
    dismissMatch: (tab, id) => dismissAs(tab, id, 'match'),
    confirmMatch: (tab, id) => confirmAs(tab, id, ''),
    async undoLast(tab) {
      const undoIt = lastOf.get(tab);
      lastOf.delete(tab);
      if (undoIt) await after(undoIt());
      return undoIt !== undefined;
    },
  };
}
