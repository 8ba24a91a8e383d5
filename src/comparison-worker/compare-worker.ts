import { compareFiles } from '../comparison/compare-files.ts';
import { defaultMany } from '../comparison/passages-of-many.ts';
import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import type { Segment } from '../library/records.ts';
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

interface KnownIndexes {
  readonly known: readonly Index[];
  /** Of collections of the user's own essays. */
  readonly own: readonly Index[];
}

function openAll(segments: readonly Segment[]): Index[] {
  return segments.map(openSegment).filter((index) => index !== null);
}

/** The library's indexes; none where it cannot be read, as for pages: the answer names what was compared. */
async function openLibrary(): Promise<KnownIndexes> {
  try {
    const { collections, segments } = await readSearched();
    const mine = new Set(collections.filter((collection) => collection.mine).map(({ id }) => id));
    const isOwn = ({ collection }: Segment) => mine.has(collection);
    return { known: openAll(segments.filter((each) => !isOwn(each))), own: openAll(segments.filter(isOwn)) };
  } catch (error) {
    console.error(error);
    return { known: [], own: [] };
  }
}

async function openKnown({ shipped, library }: ComparisonAsk): Promise<KnownIndexes> {
  const known = shipped ? [readIndex(await packagedBytes('/essays.bin'), SHIPPED_INDEX)] : [];
  if (!library) return { known, own: [] };
  const ofLibrary = await openLibrary();
  return { known: [...known, ...ofLibrary.known], own: ofLibrary.own };
}

async function compare(ask: ComparisonAsk): Promise<void> {
  const { files, given } = ask;
  const [{ known, own }, wording] = await Promise.all([openKnown(ask), packagedBytes('/wording.bin')]);
  const options = { known, own, given, wording: readWording(new Uint8Array(wording)), many: defaultMany(files.length) };
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
