import type { EssayRef } from '../../corpus/essay-ref.ts';
import type { MarkedMatch } from '../../messages/protocol/from-tab.ts';
import { rankedSources, SOURCE_COLOURS } from '../../report/source-ranks.ts';
import type { Settings } from '../../store/settings.ts';
import type { FoundMatch } from '../check/checker.ts';
import type { TabFacts } from '../tabs/page-state.ts';
import type { TabResult } from '../tabs/results.ts';
import { figuresOfTab, markedMatches, placeMatches, type VerdictOf } from '../views/match-views.ts';
import { type ViewTools, verdictsFor } from '../views/page-view.ts';

/** The site and the kind of window, which determine the verdicts on matches. */
type Where = Pick<TabFacts, 'url' | 'inPrivate'>;

/** Whether marks have the colours of their kinds or of their sources. */
type MarkBy = Pick<Settings, 'markBy'>;

/** Selects the found matches that a tab marks, in order. */
export type MarkedOf = (found: readonly FoundMatch[]) => MarkedMatch[];

function colouredSources(tab: TabResult, verdictOf: VerdictOf): EssayRef[] {
  const marked = placeMatches(tab, verdictOf).filter(({ ref }) => ref !== null);
  const best = marked.map(({ found }) => found.match.best.essay);
  return rankedSources(figuresOfTab(tab, verdictOf).sources, best)
    .slice(0, SOURCE_COLOURS)
    .map(({ essay }) => essay);
}

/** The sources of a tab that have a colour, by rank; empty where marks are coloured by kind. */
export async function sourcesOf({ memory, verdicts }: ViewTools, tab: number, where: Where, { markBy }: MarkBy) {
  return markBy === 'source' ? colouredSources(memory.get(tab), await verdictsFor(verdicts, where)) : [];
}

/** Makes the function that selects the matches that a tab marks: without ignored ones, and with the ranks that colour them. */
export async function markedIn(tools: ViewTools, tab: number, where: Where, settings: MarkBy): Promise<MarkedOf> {
  const verdictOf = await verdictsFor(tools.verdicts, where);
  const ranks = new Map((await sourcesOf(tools, tab, where, settings)).map((essay, rank) => [essay, rank]));
  return (found) =>
    markedMatches(found, verdictOf).map((match) => {
      const source = ranks.get(match.best.essay);
      return source === undefined ? match : { ...match, source };
    });
}

/**
 * Sends a tab the matches of its parts again: after a judgement, or when the ranks of its sources, which colour them, have
 * changed.
 * @param except a part that is left out, as its matches are sent with a reply
 */
export async function sendMatches(
  tools: ViewTools,
  tab: number,
  where: Where,
  except?: { readonly page: string; readonly part: number },
): Promise<void> {
  const markedOf = await markedIn(tools, tab, where, await tools.environment.settings(where.inPrivate));
  for (const { frame, page, parts } of tools.memory.get(tab).frames) {
    parts.forEach((result, part) => {
      const isLeftOut = page === except?.page && part === except.part;
      if (!result || result.found.length === 0 || isLeftOut) return;
      tools.environment.tellTab.matches(tab, frame, { scan: result.scan, part, matches: markedOf(result.found) });
    });
  }
}
