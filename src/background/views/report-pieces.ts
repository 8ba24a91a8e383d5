import type { ReportPiece } from '../../report/report-text.ts';
import type { TellTab } from '../environment.ts';
import type { TabResult } from '../tabs/results.ts';
import { inPageOrder, type PlacedMatch, placeMatches, type VerdictOf } from './match-views.ts';

function marksOf(placed: readonly PlacedMatch[], frame: number, part: number): ReportPiece['marks'] {
  return placed
    .filter((match) => match.frame === frame && match.part === part)
    .map(({ id, found }) => ({ id, page: found.match.page }));
}

/**
 * Reads the page's text from the tab again and adds its marks. Resolves with `null` if a part has changed since it was checked.
 */
export async function readPieces(
  tell: Pick<TellTab, 'readPart'>,
  tab: number,
  tabResult: TabResult,
  verdictOf: VerdictOf,
): Promise<ReportPiece[] | null> {
  const placed = placeMatches(tabResult, verdictOf);
  const pieces: ReportPiece[] = [];
  for (const { frame, parts } of tabResult.frames) {
    for (const { result, part } of inPageOrder(parts)) {
      const read = await tell.readPart(tab, frame, part);
      if (read?.scan !== result.scan) return null;
      pieces.push({ text: read.text, main: read.main, marks: marksOf(placed, frame, part) });
    }
  }
  return pieces;
}
