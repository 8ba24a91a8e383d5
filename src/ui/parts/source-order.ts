import type { EssayCard, PageView } from '../../report/page-view.ts';
import { rankedSources, SOURCE_COLOURS } from '../../report/source-ranks.ts';

/** One source as it is ranked: an essay that is the best for some match, with what the page has of it. */
export interface RankedSource {
  readonly card: EssayCard;
  /** From 1. */
  readonly rank: number;
  readonly letters: number;
  readonly matches: number;
  /** 0–1 of the page. */
  readonly share: number;
}

/** The colour of a source in strips and lists, as a custom property. */
export function sourceColour(rank: number | undefined): string {
  return rank !== undefined && rank <= SOURCE_COLOURS ? `var(--source-${rank - 1})` : 'var(--source-rest)';
}

/** The sources of a page, ranked as `rankedSources` does. */
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
