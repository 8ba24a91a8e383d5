import type { TellTab } from '../environment.ts';
import type { TabMemory } from './memory.ts';
import { withoutPages } from './results.ts';

/**
 * Forgets the frames of a tab whose page was left without a message: browsers do not report to an extension that a frame was
 * removed, and a top page sends no message when it is left. Every known frame of the tab is asked once for the id of its page; a
 * frame that does not answer, or has another page, is forgotten. Where all answers are as expected, nothing is written.
 */
export async function forgetRemovedFrames(tell: Pick<TellTab, 'lives'>, memory: TabMemory, tab: number): Promise<void> {
  await memory.ready;
  const { frames } = memory.get(tab);
  const alive = await Promise.all(frames.map(({ frame, page }) => tell.lives(tab, frame, page)));
  const gone = new Set(frames.filter((_, i) => !alive[i]).map(({ page }) => page));
  memory.change(tab, (before) => withoutPages(before, gone));
}
