import type { Words } from '../locale/words.ts';
import { type ComparedWith, comparedWords } from './compared.ts';
import type { Figures } from './figures.ts';

/** Number of letters below which a share means little: a page of a few words shows the bare number of matches instead. */
const SHORT_PAGE = 200;

/** The badge of the toolbar button (at most four characters) and its tooltip. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** The facts from which a badge is made. */
export interface BadgeFacts {
  readonly figures: Figures;
  /** What the page was compared with; `null` if nothing was compared yet. */
  readonly compared: ComparedWith | null;
  /** Whether the page contains a whole essay: then its share is shown on a short page too. */
  readonly wholeEssay: boolean;
}

// Four characters at most. A page with marks never shows 0 %, and a page with other text never 100 %.
function percentText(share: number): string {
  const percent = Math.round(share * 100);
  return `${share === 1 ? 100 : Math.min(99, Math.max(1, percent))}%`;
}

function textOf({ figures, wholeEssay }: BadgeFacts): string {
  if (figures.matches === 0) return '';
  const isBare = figures.letters < SHORT_PAGE && !wholeEssay;
  return isBare ? String(figures.matches) : percentText(figures.share);
}

function foundWords({ matches, ignored, share }: Figures, words: Words): string {
  if (matches > 0) return words.say('badgeShare', words.percent(share), words.count('matches', matches));
  return words.say(ignored > 0 ? 'allIgnored' : 'badgeNone');
}

/** The badge for the figures of a tab; `null` stands for a page that is not checked. */
export function badgeOf(facts: BadgeFacts | null, words: Words): Badge {
  const title = (lines: readonly string[]) => [words.say('name'), ...lines].join(' · ');
  if (!facts) return { text: '', title: title([words.say('badgeOff')]) };
  const { figures, compared } = facts;
  const lines = [
    foundWords(figures, words),
    ...(figures.own.matches > 0 ? [words.count('ownFound', figures.own.matches)] : []),
    ...(figures.ignored > 0 ? [words.count('ignored', figures.ignored)] : []),
    ...(compared ? [comparedWords(compared, words)] : []),
  ];
  return { text: textOf(facts), title: title(lines) };
}
