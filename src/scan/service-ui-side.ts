import type { Handlers, Outcome } from '../messages/channel.ts';
import type { FromUi, MatchRef, PageView } from '../messages/protocol.ts';
import { MAX_PART_LENGTH } from '../messages/protocol.ts';
import { isOnAt, switchSite } from '../store/settings.ts';
import { siteOf } from '../store/sites.ts';
import { type Checks, excerptOf } from './service-check.ts';
import type { JudgedPlace, JudgeHandlers } from './service-judge-side.ts';
import type { TabMemory } from './service-memory.ts';
import { readPieces } from './service-report.ts';
import { stateOf, type TabFacts } from './service-state.ts';
import type { Surroundings } from './service-surroundings.ts';
import { EMPTY_TAB, type TabResult } from './service-tabs.ts';
import type { Verdicts } from './service-verdicts.ts';
import { cardsOf, figuresOfTab, type Judge, type PlacedMatch, placeMatches, textView, viewOf } from './service-view.ts';

const NOWHERE: TabFacts = { url: undefined, title: '', inPrivate: false, access: true, filesShut: false };

const CHANGED = { ok: false, reason: 'changed' } as const;

const NO_VERDICT: Judge = () => ({ dismissed: null, judgement: null, note: null });

function stepFrom(marked: readonly PlacedMatch[], current: string | null, by: 1 | -1): PlacedMatch | null {
  const at = marked.findIndex(({ id }) => id === current);
  if (at < 0) return (by === 1 ? marked[0] : marked.at(-1)) ?? null;
  return marked[(at + by + marked.length) % marked.length] ?? null;
}

/** What the extension's own pages and the commands ask of the service. */
export interface UiSide {
  readonly handlers: Omit<Handlers<FromUi>, keyof JudgeHandlers>;
  /** Shows the next or previous match of a tab and opens its popover. */
  stepIn(tab: number, by: 1 | -1, open: boolean): Promise<MatchRef | null>;
  viewTab(tab: number): Promise<PageView>;
  /** Checks the text that the user has selected in a tab, and keeps the result for the panel. */
  checkSelection(tab: number, text: string): Promise<void>;
  /** The match of this id in a tab. */
  find(tab: number, id: string): Promise<JudgedPlace | null>;
}

/** Answers what the extension's own pages ask. */
export function uiSide(around: Surroundings, memory: TabMemory, verdicts: Verdicts, checks: Checks): UiSide {
  const judgeFor = (facts: TabFacts): Promise<Judge> =>
    verdicts.at(facts.url === undefined ? null : siteOf(facts.url), facts.inPrivate);

  // A frame that was removed from its page cannot always say so: ask those that are thought to live.
  const dropDead = async (tab: number): Promise<void> => {
    const { frames } = memory.get(tab);
    const alive = await Promise.all(frames.map(({ frame, page }) => around.tellTab.lives(tab, frame, page)));
    const dead = new Set(frames.filter((_, i) => !alive[i]).map(({ page }) => page));
    if (dead.size === 0) return;
    memory.change(tab, (known) => ({ ...known, frames: known.frames.filter(({ page }) => !dead.has(page)) }));
  };

  const compose = async (tab: number, facts: TabFacts, known: TabResult): Promise<PageView> => {
    const [settings, judge, index] = await Promise.all([
      around.settings(facts.inPrivate),
      judgeFor(facts),
      around.openIndex(),
    ]);
    const placed = placeMatches(known, judge);
    const figures = figuresOfTab(known, judge);
    const onHere = isOnAt(settings, facts.url);
    const state = index.ok ? stateOf(facts, known, figures.letters, settings.on, onHere) : index.reason;
    return {
      tab,
      state,
      title: facts.title,
      site: facts.url === undefined ? null : siteOf(facts.url),
      on: settings.on,
      onHere,
      figures,
      matches: placed.map(viewOf),
      essays: index.ok ? cardsOf(placed, index.value) : [],
      current: known.current,
      selection: known.selection,
      asked: known.asked,
    };
  };

  const viewTab = async (tab: number): Promise<PageView> => {
    await memory.ready;
    const facts = await around.factsOf(tab);
    if (!facts) return { ...(await compose(tab, NOWHERE, EMPTY_TAB)), state: 'gone' };
    await dropDead(tab);
    return compose(tab, facts, memory.get(tab));
  };

  const show = async (tab: number, { id, ref }: PlacedMatch, open: boolean): Promise<boolean> => {
    memory.change(tab, (known) => ({ ...known, current: id }));
    return ref !== null && around.tellTab.show(tab, ref, open);
  };

  const stepIn = async (tab: number, by: 1 | -1, open: boolean): Promise<MatchRef | null> => {
    await memory.ready;
    const facts = await around.factsOf(tab);
    const known = memory.get(tab);
    const judge = facts ? await judgeFor(facts) : NO_VERDICT;
    const marked = placeMatches(known, judge).filter(({ ref }) => ref !== null);
    const next = stepFrom(marked, known.current, by);
    if (next) await show(tab, next, open);
    return next?.ref ?? null;
  };

  const find = async (tab: number, id: string): Promise<JudgedPlace | null> => {
    await memory.ready;
    const facts = await around.factsOf(tab);
    const index = await around.openIndex();
    if (!facts || !index.ok) return null;
    const placed = placeMatches(memory.get(tab), await judgeFor(facts)).find((match) => match.id === id);
    return placed ? { placed, facts, index: index.value } : null;
  };

  const compare = async (tab: number, id: string): Promise<Outcome<FromUi['compare']>> => {
    const place = await find(tab, id);
    if (!place) return CHANGED;
    const { placed } = place;
    const part = await around.tellTab.readPart(tab, placed.frame, placed.part);
    if (part?.scan !== placed.scan) return CHANGED;
    const compared = around.compare(part.text, placed.found.match);
    return { ok: true, value: { match: viewOf(placed), ...compared } };
  };

  const report = async (tab: number): Promise<Outcome<FromUi['report']>> => {
    await memory.ready;
    const facts = await around.factsOf(tab);
    const index = await around.openIndex();
    if (!facts || !index.ok) return CHANGED;
    const pieces = await readPieces(around.tellTab, tab, memory.get(tab), await judgeFor(facts));
    if (!pieces) return CHANGED;
    const checksum = index.value.checksum.toString(16).padStart(8, '0');
    return { ok: true, value: { url: facts.url ?? '', index: checksum, pieces } };
  };

  const checkWords = async (text: string): Promise<Outcome<FromUi['check-text']>> => {
    const index = await around.openIndex();
    if (!index.ok) return index;
    const { sensitivity, reworded } = await around.settings(false);
    const check = reworded ? checks.reworded : checks.literal;
    const checked = await check({ text, quotes: [], index: index.value, sensitivity });
    return { ok: true, value: textView(checked, index.value) };
  };

  const checkSelection = async (tab: number, selected: string): Promise<void> => {
    await memory.ready;
    const text = selected.slice(0, MAX_PART_LENGTH);
    const answer = await checkWords(text);
    if (!answer.ok) return;
    const selection = { excerpt: excerptOf(text, { start: 0, end: text.length }), view: answer.value };
    memory.change(tab, (known) => ({ ...known, selection }));
  };

  const handlers: UiSide['handlers'] = {
    view: async ({ tab }) => ({ ok: true, value: await viewTab(tab) }),
    step: async ({ tab, by }) => ({ ok: true, value: await stepIn(tab, by, false) }),
    compare: ({ tab, id }) => compare(tab, id),
    report: ({ tab }) => report(tab),
    'check-text': ({ text }) => checkWords(text),
    async 'close-selection'({ tab }) {
      await memory.ready;
      memory.change(tab, (known) => (known.selection ? { ...known, selection: null } : known));
      return { ok: true, value: null };
    },
    async show({ tab, id }) {
      const place = await find(tab, id);
      return { ok: true, value: place !== null && (await show(tab, place.placed, false)) };
    },
    async 'switch-site'({ tab, on }) {
      const facts = await around.factsOf(tab);
      if (facts?.url !== undefined) await switchSite(facts.url, on, facts.inPrivate);
      return { ok: true, value: null };
    },
  };
  return { handlers, viewTab, stepIn, find, checkSelection };
}
