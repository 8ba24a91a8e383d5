import type { PageView } from '../../report/page-view.ts';
import { isOnAt } from '../../store/settings.ts';
import { siteOf } from '../../store/sites.ts';
import type { Environment } from '../environment.ts';
import type { TabMemory } from '../tabs/memory.ts';
import { stateOf, type TabFacts } from '../tabs/page-state.ts';
import { EMPTY_TAB, type TabResult } from '../tabs/results.ts';
import { cardsOf, figuresOfTab, placeMatches, type VerdictOf, viewOf } from './match-views.ts';
import type { Verdicts } from './verdicts.ts';

/** Dependencies of the views of a tab. */
export interface ViewTools {
  readonly environment: Environment;
  readonly memory: TabMemory;
  readonly verdicts: Verdicts;
}

const NOWHERE: TabFacts = { url: undefined, title: '', inPrivate: false, access: true, filesShut: false };

/** The verdicts that hold in a tab: for the site of its top page, and in its kind of window. */
export function verdictsFor(
  verdicts: Verdicts,
  { url, inPrivate }: Pick<TabFacts, 'url' | 'inPrivate'>,
): Promise<VerdictOf> {
  return verdicts.at(siteOf(url), inPrivate);
}

async function compose(tools: ViewTools, tab: number, facts: TabFacts, tabResult: TabResult): Promise<PageView> {
  const { environment, verdicts } = tools;
  const [settings, verdictOf, indexes] = await Promise.all([
    environment.settings(facts.inPrivate),
    verdictsFor(verdicts, facts),
    environment.openIndexes(),
  ]);
  const placed = placeMatches(tabResult, verdictOf);
  const figures = figuresOfTab(tabResult, verdictOf);
  const onHere = isOnAt(settings, facts.url);
  return {
    tab,
    page: tabResult.frames.find(({ frame }) => frame === 0)?.page ?? null,
    state: indexes.ok ? stateOf(facts, tabResult, figures.letters, settings.on, onHere) : indexes.reason,
    title: facts.title,
    site: siteOf(facts.url),
    on: settings.on,
    onHere,
    figures,
    compared: indexes.ok ? indexes.value.compared : null,
    matches: placed.map(viewOf),
    essays: indexes.ok ? cardsOf(placed, indexes.value) : [],
    current: tabResult.current,
    unread: tabResult.unread,
    selection: tabResult.selection,
    asked: tabResult.asked,
  };
}

/**
 * Composes all that popup and panel show of a tab. It changes no result and sends no message to the tab, so it may be called at
 * every change. Removed frames are forgotten by `forgetRemovedFrames`.
 */
export async function viewTab(tools: ViewTools, tab: number): Promise<PageView> {
  const { environment, memory } = tools;
  await memory.ready;
  const facts = await environment.factsOf(tab);
  if (!facts) return { ...(await compose(tools, tab, NOWHERE, EMPTY_TAB)), state: 'gone' };
  return compose(tools, tab, facts, memory.get(tab));
}
