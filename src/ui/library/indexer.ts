import { signal } from '@preact/signals';
import type { IndexingNews } from '../../library/indexing-news.ts';

/** How far indexing is, and since when it runs (ms, `performance.now`). */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly since: number;
}

/** How far indexing is; `null` while nothing is indexed. */
export const progress = signal<Progress | null>(null);

/**
 * What is called when indexing ends: with what failed, `null` where all went well or the user has stopped it; and with whether what is
 * searched may be another than before.
 */
export type IndexingEnd = (failure: string | null, changed: boolean) => void;

let worker: Worker | null = null;
/** Something was added since the worker began: it may have looked for the last time. */
let again = false;

function end(): void {
  // Gives the memory of jieba's dictionary back, 59 MB.
  worker?.terminate();
  worker = null;
  progress.value = null;
}

/** Indexes what is in the library and not indexed yet, in a worker. Where one is at it already, it does this too. */
export function startIndexing(ended: IndexingEnd): void {
  again = worker !== null;
  if (worker) return;
  const since = performance.now();
  worker = new Worker(new URL('../../library-worker/index-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<IndexingNews>) => {
    if (data.kind === 'progress') {
      progress.value = { done: data.done, total: data.total, since };
      return;
    }
    end();
    if (data.kind === 'failed') ended(data.problem, true);
    else ended(null, data.changed);
    if (data.kind === 'finished' && again) startIndexing(ended);
  };
  worker.onerror = () => {
    end();
    ended('indexing', true);
  };
}

/** Stops indexing. What is indexed stays, and the rest stays stored: it can go on later. */
export function stopIndexing(ended: IndexingEnd): void {
  end();
  ended(null, true);
}
