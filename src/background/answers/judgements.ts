import type { Handlers } from '../../messages/channel.ts';
import type { FromUi } from '../../messages/protocol/from-ui.ts';
import { essayName } from '../../report/essay-name.ts';
import { type Judgement, type JudgementScope, judgementId } from '../../report/judgement.ts';
import { addJudgements, clearJudgements, confirm, dismiss, loadJudgements, undo } from '../../store/judgements.ts';
import { siteOf } from '../../store/sites.ts';
import type { OpenIndexes } from '../indexes/registry.ts';
import type { TabFacts } from '../tabs/page-state.ts';
import type { PlacedMatch } from '../views/match-views.ts';

/** A match, where it stands in its tab, and the indexes that are searched: what a judgement is made of. */
export interface LocatedMatch {
  readonly placed: PlacedMatch;
  readonly facts: TabFacts;
  readonly indexes: OpenIndexes;
}

/** The messages by which the user judges. */
export type JudgementHandlers = Pick<
  Handlers<FromUi>,
  'dismiss' | 'undo' | 'confirm' | 'unconfirm' | 'judgements' | 'add-judgements' | 'clear-judgements'
>;

/** Answers those messages, and what is judged in a popover. */
export interface JudgementAnswers {
  readonly handlers: JudgementHandlers;
  dismissMatch(tab: number, id: string): Promise<unknown>;
  /** Confirms a match without a note. */
  confirmMatch(tab: number, id: string): Promise<unknown>;
  /** Takes back what was last said in this tab; `false` where that is not known any more, as after the background has stopped. */
  undoLast(tab: number): Promise<boolean>;
}

const CHANGED = { ok: false, reason: 'changed' } as const;
const DONE = { ok: true, value: null } as const;

function labelOf(scope: JudgementScope, { placed, indexes }: LocatedMatch, site: string | null): string {
  const name = essayName(indexes.essay(placed.found.match.best.essay)!);
  return { match: `${name}: ${placed.found.excerpt}`, essay: name, site: site ?? '' }[scope];
}

/** "Not a match", as it is remembered; `null` where the page belongs to no site and all of its site was meant. */
export function judgementOf(scope: JudgementScope, place: LocatedMatch): Judgement | null {
  const site = siteOf(place.facts.url);
  const { key, match } = place.placed.found;
  const id = judgementId(scope, { key, essay: match.best.essay, site });
  return id === null ? null : { id, scope, label: labelOf(scope, place, site), made: Date.now() };
}

/**
 * Answers the messages by which the user judges.
 * @param find the match of this id in this tab
 * @param judged called after every stored change, so that marks, figures and lists are brought up to date
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
  // Kept in memory only: it serves the short time in which a popover offers to undo. Panel and options undo stored judgements by id.
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
    judgements: async () => ({ ok: true, value: await loadJudgements() }),
    'add-judgements': (judgements) => after(addJudgements(judgements)),
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
