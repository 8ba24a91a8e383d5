import type { Words } from '../locale/words.ts';
import type { Figures } from './figures.ts';

/** Letters below which a share says little: a page of a few words shows a bare count of matches instead. */
const SHORT_PAGE = 200;

/** What the toolbar shows of a tab: at most four characters, and the tooltip. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

// The badge holds four characters; a page with marks never shows 0 %, one with other text never 100 %.
function percentText(share: number): string {
  const percent = Math.round(share * 100);
  return `${share === 1 ? 100 : Math.min(99, Math.max(1, percent))}%`;
}

/** The badge for a tab's figures; `null` where the page is not checked. */
export function badgeOf(figures: Figures | null, words: Words): Badge {
  const title = (line: string) => `${words.say('name')} · ${line}`;
  if (!figures) return { text: '', title: title(words.say('badgeOff')) };
  if (figures.matches === 0) return { text: '', title: title(words.say('badgeNone')) };
  const text = figures.letters < SHORT_PAGE ? String(figures.matches) : percentText(figures.share);
  const matches = words.count('matches', figures.matches);
  return { text, title: title(words.say('badgeShare', words.percent(figures.share), matches)) };
}
