import type { TellTab } from '../environment.ts';
import type { TabMemory } from './memory.ts';
import { withoutPages } from './results.ts';

/**
 * Forgets the frames of a tab whose page has gone without a message: browsers do not tell an extension that a frame was removed,
 * and a top page sends no message when it is left. Asks every known frame of the tab once which page it holds; a frame that
 * does not answer, or holds another page, is forgotten. Where all of them answer as expected, nothing is written.
 */
export async function forgetRemovedFrames(tell: Pick<TellTab, 'lives'>, memory: TabMemory, tab: number): Promise<void> {
  await memory.ready;
  const { frames } = memory.get(tab);
  const alive = await Promise.all(frames.map(({ frame, page }) => tell.lives(tab, frame, page)));
  const gone = new Set(frames.filter((_, i) => !alive[i]).map(({ page }) => page));
  memory.change(tab, (before) => withoutPages(before, gone));
}
