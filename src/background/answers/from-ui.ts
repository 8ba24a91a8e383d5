import type { Match } from '../../match/match.ts';
import type { Handlers, Outcome } from '../../messages/channel.ts';
import type { MatchRef } from '../../messages/protocol/exchange.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import type { FromUi } from '../../messages/protocol/from-ui.ts';
import { summaryOf } from '../../report/corpus-summary.ts';
import { originalPassage } from '../../report/original.ts';
import type { PageView } from '../../report/page-view.ts';
import { switchSite } from '../../store/settings.ts';
import { type Checks, excerptOf } from '../check/checker.ts';
import type { Environment } from '../environment.ts';
import { forgetRemovedFrames } from '../tabs/removed-frames.ts';
import { withoutSelection } from '../tabs/results.ts';
import { surveyUnread } from '../tabs/unread-parts.ts';
import { compareWithSource } from '../views/comparison.ts';
import { type PlacedMatch, placeMatches, textView, type VerdictOf, viewOf } from '../views/match-views.ts';
import { type ViewTools, verdictsFor, viewTab } from '../views/page-view.ts';
import { readPieces } from '../views/report-pieces.ts';
import type { JudgementHandlers, LocatedMatch } from './judgements.ts';

/** Dependencies of the handlers. */
export interface UiTools extends ViewTools {
  readonly checks: Checks;
}

const CHANGED = { ok: false, reason: 'changed' } as const;

const NO_VERDICT: VerdictOf = () => ({ dismissed: null, judgement: null, note: null });

function stepFrom(marked: readonly PlacedMatch[], current: string | null, by: 1 | -1): PlacedMatch | null {
  const at = marked.findIndex(({ id }) => id === current);
  if (at < 0) return (by === 1 ? marked[0] : marked.at(-1)) ?? null;
  return marked[(at + by + marked.length) % marked.length] ?? null;
}

async function show(
  { environment, memory }: UiTools,
  tab: number,
  match: PlacedMatch,
  open: boolean,
): Promise<boolean> {
  memory.change(tab, (before) => ({ ...before, current: match.id }));
  return match.ref !== null && environment.tellTab.show(tab, match.ref, open);
}

async function stepIn(tools: UiTools, tab: number, by: 1 | -1, open: boolean): Promise<MatchRef | null> {
  const { environment, memory, verdicts } = tools;
  await memory.ready;
  const facts = await environment.factsOf(tab);
  const tabResult = memory.get(tab);
  const verdictOf = facts ? await verdictsFor(verdicts, facts) : NO_VERDICT;
  const marked = placeMatches(tabResult, verdictOf).filter(({ ref }) => ref !== null);
  const next = stepFrom(marked, tabResult.current, by);
  if (next) await show(tools, tab, next, open);
  return next?.ref ?? null;
}

async function find({ environment, memory, verdicts }: UiTools, tab: number, id: string): Promise<LocatedMatch | null> {
  await memory.ready;
  const facts = await environment.factsOf(tab);
  const indexes = await environment.openIndexes();
  if (!facts || !indexes.ok) return null;
  const placed = placeMatches(memory.get(tab), await verdictsFor(verdicts, facts)).find((match) => match.id === id);
  return placed ? { placed, facts, indexes: indexes.value } : null;
}

async function showById(tools: UiTools, tab: number, id: string): Promise<boolean> {
  const place = await find(tools, tab, id);
  return place !== null && show(tools, tab, place.placed, false);
}

/** The passage's words in the first of the match's essays whose text the user has; `null` if there is none. */
async function originalOf({ textOf }: Environment, { best, also }: Match): Promise<string | null> {
  for (const { essay, source } of [best, ...also]) {
    const text = await textOf(essay);
    if (text !== null) return text.slice(source.start, source.end);
  }
  return null;
}

async function compare(tools: UiTools, tab: number, id: string): Promise<Outcome<FromUi['compare']>> {
  const place = await find(tools, tab, id);
  const index = place?.indexes.indexOf(place.placed.found.match.best.essay);
  if (!place || !index) return CHANGED;
  const { environment } = tools;
  const { placed } = place;
  const part = await environment.tellTab.readPart(tab, placed.frame, placed.part);
  if (part?.scan !== placed.scan) return CHANGED;
  const { match } = placed.found;
  const original = await originalOf(environment, match);
  return { ok: true, value: { match: viewOf(placed), ...compareWithSource(part.text, match, index, original) } };
}

async function findOriginal(
  tools: UiTools,
  { tab, id, text }: FromUi['find-original']['ask'],
): Promise<Outcome<FromUi['find-original']>> {
  const place = await find(tools, tab, id);
  if (!place) return CHANGED;
  const matches = await tools.environment.matchLiterally(text, place.indexes, 'eager');
  return { ok: true, value: originalPassage(text, matches, place.placed.found.match.best) };
}

async function report({ environment, memory, verdicts }: UiTools, tab: number): Promise<Outcome<FromUi['report']>> {
  // A frame that was removed cannot return its text, which would make the report fail.
  await forgetRemovedFrames(environment.tellTab, memory, tab);
  const facts = await environment.factsOf(tab);
  const indexes = await environment.openIndexes();
  if (!facts || !indexes.ok) return CHANGED;
  const pieces = await readPieces(environment.tellTab, tab, memory.get(tab), await verdictsFor(verdicts, facts));
  if (!pieces) return CHANGED;
  return { ok: true, value: { url: facts.url ?? '', compared: indexes.value.compared, pieces } };
}

async function pageText(tools: UiTools, tab: number): Promise<string> {
  const outcome = await report(tools, tab);
  if (!outcome.ok) return '';
  const texts = outcome.value.pieces.map(({ text, main }) =>
    // On pages without a match nobody has determined the main text.
    main === null ? text : main.map(({ start, end }) => text.slice(start, end)).join('\n'),
  );
  return texts.join('\n').trim();
}

async function addToLibrary(
  tools: UiTools,
  { tab, what }: FromUi['add-to-library']['ask'],
): Promise<Outcome<FromUi['add-to-library']>> {
  const text = what === 'page' ? await pageText(tools, tab) : null;
  return reply(tools.environment.takeToLibrary(tab, text));
}

async function checkWords({ environment, checks }: UiTools, text: string): Promise<Outcome<FromUi['check-text']>> {
  const indexes = await environment.openIndexes();
  if (!indexes.ok) return indexes;
  const { sensitivity, reworded } = await environment.settings(false);
  const asked = { text, quotes: [], indexes: indexes.value, sensitivity };
  const checked = reworded ? await checks.reworded(asked, { tab: null, isWanted: () => true }) : null;
  return { ok: true, value: textView(text, checked ?? (await checks.literal(asked)), indexes.value) };
}

async function checkSelection(tools: UiTools, tab: number, selected: string): Promise<void> {
  const { environment, memory } = tools;
  const text = selected.slice(0, MAX_PART_LENGTH);
  const answer = await checkWords(tools, text);
  if (!answer.ok) return;
  // The result of a selection is forgotten together with its top page, so a page that was left has to be forgotten first.
  await forgetRemovedFrames(environment.tellTab, memory, tab);
  const selection = { excerpt: excerptOf(text, { start: 0, end: text.length }), view: answer.value };
  memory.change(tab, (before) => ({ ...before, selection }));
  environment.tellTab.watchSelection(tab);
}

async function closeSelection({ memory }: UiTools, tab: number): Promise<null> {
  await memory.ready;
  memory.change(tab, withoutSelection);
  return null;
}

async function switchSiteOf({ environment }: UiTools, tab: number, on: boolean): Promise<null> {
  const facts = await environment.factsOf(tab);
  if (facts?.url !== undefined) await switchSite(facts.url, on, facts.inPrivate);
  return null;
}

async function reply<T>(work: Promise<T>): Promise<{ readonly ok: true; readonly value: T }> {
  return { ok: true, value: await work };
}

/** The handlers of messages from the extension's own pages, and what the commands and menus call. */
export interface UiAnswers {
  readonly handlers: Omit<Handlers<FromUi>, keyof JudgementHandlers>;
  /**
   * Shows the next (1) or previous (−1) marked match of a tab. Resolves with it, or with `null` if the tab has none.
   * @param open whether its popover is opened
   */
  stepIn(tab: number, by: 1 | -1, open: boolean): Promise<MatchRef | null>;
  viewTab(tab: number): Promise<PageView>;
  /** Checks the text that the user has selected in a tab, and stores the result for the panel. */
  checkSelection(tab: number, text: string): Promise<void>;
  /** The text of a tab's page as it was checked, its main text if that is known; `''` if the page is not checked. */
  pageText(tab: number): Promise<string>;
  /** The match with this id in a tab; `null` if it has changed or no index can be read. */
  find(tab: number, id: string): Promise<LocatedMatch | null>;
}

function handlersOf(tools: UiTools): UiAnswers['handlers'] {
  return {
    view: ({ tab }) => reply(viewTab(tools, tab)),
    'forget-removed-frames': ({ tab }) =>
      reply(forgetRemovedFrames(tools.environment.tellTab, tools.memory, tab).then(() => null)),
    'survey-unread': ({ tab }) => reply(surveyUnread(tools.environment.tellTab, tools.memory, tab).then(() => null)),
    step: ({ tab, by }) => reply(stepIn(tools, tab, by, false)),
    compare: ({ tab, id }) => compare(tools, tab, id),
    report: ({ tab }) => report(tools, tab),
    'check-text': ({ text }) => checkWords(tools, text),
    'close-selection': ({ tab }) => reply(closeSelection(tools, tab)),
    async corpus() {
      const indexes = await tools.environment.openIndexes();
      return indexes.ok ? { ok: true, value: summaryOf(indexes.value) } : indexes;
    },
    'add-to-library': (ask) => addToLibrary(tools, ask),
    'library-changed': () => reply(tools.environment.libraryChanged().then(() => null)),
    'update-packs': ({ address }) => {
      tools.environment.updatePacks(address);
      return { ok: true, value: null };
    },
    'find-original': (ask) => findOriginal(tools, ask),
    'search-web': async ({ tab, text }) => reply(tools.environment.searchWeb(tab, text).then(() => null)),
    show: ({ tab, id }) => reply(showById(tools, tab, id)),
    'switch-site': ({ tab, on }) => reply(switchSiteOf(tools, tab, on)),
  };
}

/** Makes the answers to the extension's own pages. */
export function answerUi(tools: UiTools): UiAnswers {
  return {
    handlers: handlersOf(tools),
    stepIn: (tab, by, open) => stepIn(tools, tab, by, open),
    viewTab: (tab) => viewTab(tools, tab),
    checkSelection: (tab, text) => checkSelection(tools, tab, text),
    pageText: (tab) => pageText(tools, tab),
    find: (tab, id) => find(tools, tab, id),
  };
}
