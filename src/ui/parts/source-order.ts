import type { EssayCard, PageView } from '../../report/page-view.ts';
import { rankedSources, SOURCE_COLOURS } from '../../report/source-ranks.ts';

/** A ranked source: an essay that is the best source of some match, with its figures. */
export interface RankedSource {
  readonly card: EssayCard;
  /** From 1. */
  readonly rank: number;
  readonly letters: number;
  readonly matches: number;
  /** Share of the page's letters, 0–1. */
  readonly share: number;
}

/** The colour of a source in strips and lists, as a reference to a custom property. */
export function sourceColour(rank: number | undefined): string {
  return rank !== undefined && rank <= SOURCE_COLOURS ? `var(--source-${rank - 1})` : 'var(--source-rest)';
}

/** The sources of a page, ranked by `rankedSources`. */
export function rankSources(view: PageView): RankedSource[] {
  const best = view.matches.filter(({ dismissed }) => dismissed === null).map((match) => match.essay);
  const cards = new Map(view.essays.map((card) => [card.ref, card]));
  return rankedSources(view.figures.sources, best)
    .filter(({ essay }) => cards.has(essay))
    .map(({ essay, letters, matches }, i) => ({
      card: cards.get(essay)!,
      rank: i + 1,
      letters,
      matches,
      share: view.figures.letters === 0 ? 0 : letters / view.figures.letters,
    }));
}
