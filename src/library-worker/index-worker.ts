import init, { tag } from 'jieba-wasm/web';
import type { IndexingNews } from '../library/indexing-news.ts';
import { planMerges } from '../library/plan-merges.ts';
import type { Segment } from '../library/records.ts';
import { buildSegment, type IndexingTools, mergeSegments, openSegment } from '../library/segments.ts';
import { packagedBytes } from '../network/packaged.ts';
import { exclusive } from '../store/exclusive.ts';
import { LibraryError } from '../store/library/failure.ts';
import { dropSegments } from '../store/library/rescue.ts';
import { countPending, readPending, readSegments, replaceSegments, storeSegment } from '../store/library/segments.ts';
import { readWording } from '../wording/wording-file.ts';

/*
 * The worker of the library page: indexes what still has to be, merges segments, and ends. Its page may end it at any moment: each
 * step is one change of the library, and the next worker goes on where this one was.
 */

/** Essays that are indexed in one change: a third of a second of work, which is what a killed browser has to do again. */
const AT_ONCE = 32;

function tell(news: IndexingNews): void {
  postMessage(news);
}

async function loadTools(): Promise<IndexingTools> {
  const [bytes] = await Promise.all([packagedBytes('/wording.bin'), init()]);
  return { wording: readWording(new Uint8Array(bytes)), tagWords: (text) => tag(text, true) };
}

function isDamaged(segment: Segment): boolean {
  try {
    openSegment(segment);
    return false;
  } catch (error) {
    console.error(error);
    return true;
  }
}

/** Drops segments that are damaged, whose essays wait then. Resolves with whether there were any. */
async function dropDamaged(): Promise<boolean> {
  const { segments, unreadable } = await readSegments();
  const damaged = [...unreadable, ...segments.filter(isDamaged).map(({ key }) => key)];
  await dropSegments(damaged);
  return damaged.length > 0;
}

async function mergeAll(): Promise<void> {
  const { segments } = await readSegments();
  for (const plan of planMerges(segments)) {
    const { collection } = plan[0]!;
    const merged = mergeSegments(plan);
    await replaceSegments(plan, merged && { ...merged, collection });
  }
}

/** Indexes what waits. Resolves with whether something did. */
async function indexPending(): Promise<boolean> {
  if ((await countPending()) === 0) return false;
  const tools = await loadTools();
  for (let done = 0; ; ) {
    const total = done + (await countPending());
    tell({ kind: 'progress', done, total });
    const batch = await readPending(AT_ONCE);
    if (batch.length === 0) return true;
    const { collection } = batch[0]!.essay;
    await storeSegment(
      { ...buildSegment(batch, tools), collection },
      batch.map(({ essay }) => essay),
    );
    await mergeAll();
    done += batch.length;
  }
}

async function work(): Promise<void> {
  // Of two open library pages one indexes at a time.
  const changed = await exclusive('library indexing', async () => {
    const dropped = await dropDamaged();
    await mergeAll();
    return (await indexPending()) || dropped;
  });
  tell({ kind: 'finished', changed });
}

work().catch((error: Error) => {
  console.error(error);
  tell({ kind: 'failed', problem: error instanceof LibraryError ? error.problem : 'indexing', message: error.message });
});
