import type { UnreadSurvey } from '../../messages/protocol/to-tab.ts';
import type { UnreadKind, UnreadPart } from '../../report/unread.ts';
import type { TellTab } from '../environment.ts';
import type { TabMemory } from './memory.ts';
import type { FrameResult } from './results.ts';

/** The answer of a frame; `null` where it did not answer. */
interface Surveyed {
  readonly frame: FrameResult;
  readonly survey: UnreadSurvey | null;
}

function sum(surveys: readonly UnreadSurvey[], value: (survey: UnreadSurvey) => number): number {
  return surveys.reduce((total, survey) => total + value(survey), 0);
}

/**
 * What of a tab could not be read. Frames that are large enough for text and without a content script are unread. Their number is
 * the difference between the large frames seen from the embedding documents and the large frames that answered.
 */
export function unreadParts(surveyed: readonly Surveyed[]): UnreadPart[] {
  const surveys = surveyed.flatMap(({ survey }) => survey ?? []);
  const inFrames = surveyed.filter(({ frame, survey }) => frame.frame !== 0 && survey?.isLarge);
  const pdfFrames = inFrames.filter(({ frame }) => frame.type === 'application/pdf').length;
  const counts: Readonly<Record<Exclude<UnreadKind, 'characters'>, number>> = {
    frames: Math.max(0, sum(surveys, ({ frames }) => frames) - inFrames.length),
    pdfs: sum(surveys, ({ pdfs }) => pdfs) + pdfFrames,
    canvases: sum(surveys, ({ canvases }) => canvases),
    pictures: sum(surveys, ({ pictures }) => pictures),
    fonts: surveys.some(({ hasOwnFont }) => hasOwnFont) ? 1 : 0,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind: kind as UnreadKind, count }));
}

function isSame(a: readonly UnreadPart[], b: readonly UnreadPart[]): boolean {
  return a.length === b.length && a.every(({ kind, count }, i) => kind === b[i]!.kind && count === b[i]!.count);
}

/**
 * Asks the frames of a tab what of them cannot be read, and stores it with the tab's results. It forces a layout of the page, so
 * it runs only when the user opens the results. The pages tell the contexts of their matches from then on, and so do those that come
 * later. Where the answer is as before, nothing is written.
 */
export async function surveyUnread(tell: Pick<TellTab, 'survey'>, memory: TabMemory, tab: number): Promise<void> {
  await memory.ready;
  memory.change(tab, (before) => (before.isLookedAt ? before : { ...before, isLookedAt: true }));
  const { frames } = memory.get(tab);
  const surveyed = await Promise.all(
    frames.map(async (frame) => ({ frame, survey: await tell.survey(tab, frame.frame, frame.page) })),
  );
  const unread = unreadParts(surveyed);
  memory.change(tab, (before) => (isSame(before.unread, unread) ? before : { ...before, unread }));
}
