import { compareFiles } from '../comparison/compare-files.ts';
import { defaultMany } from '../comparison/passages-of-many.ts';
import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { openSegment } from '../library/segments.ts';
import { packagedBytes } from '../network/packaged.ts';
import { comparedWithIndexes } from '../report/compared.ts';
import type { ComparisonAsk, ComparisonNews } from '../report/comparison-news.ts';
import { readSearched } from '../store/library/segments.ts';
import { readWording } from '../wording/wording-file.ts';

/*
 * The worker of the check page: compares files with one another and with the essays that pages are compared with, and ends with its
 * page. The page ends it to cancel. It stores nothing.
 */

function tell(news: ComparisonNews): void {
  postMessage(news);
}

/**
 * The library's indexes; none where it cannot be read, as for pages: the answer names what was compared. Collections of the user's own
 * essays are left out, as they do not count in a share.
 */
async function openLibrary(): Promise<Index[]> {
  try {
    const { collections, segments } = await readSearched();
    const own = new Set(collections.filter(({ mine }) => mine).map(({ id }) => id));
    const counted = segments.filter(({ collection }) => !own.has(collection));
    return counted.map(openSegment).filter((index) => index !== null);
  } catch (error) {
    console.error(error);
    return [];
  }
}

async function openKnown({ shipped, library }: ComparisonAsk): Promise<Index[]> {
  const known = shipped ? [readIndex(await packagedBytes('/essays.bin'), SHIPPED_INDEX)] : [];
  return library ? [...known, ...(await openLibrary())] : known;
}

async function compare(ask: ComparisonAsk): Promise<void> {
  const { files, given } = ask;
  const [known, wording] = await Promise.all([openKnown(ask), packagedBytes('/wording.bin')]);
  const options = { known, given, wording: readWording(new Uint8Array(wording)), many: defaultMany(files.length) };
  const steps = compareFiles(files, options);
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done) return tell({ kind: 'compared', comparison: next.value, compared: comparedWithIndexes(known) });
    tell({ kind: 'progress', ...next.value });
  }
}

addEventListener('message', ({ data }: MessageEvent<ComparisonAsk>) => {
  compare(data).catch((error: Error) => {
    console.error(error);
    tell({ kind: 'failed' });
  });
});
