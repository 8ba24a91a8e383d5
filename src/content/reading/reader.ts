import type { NearPainter } from '../../mark/near-painter.ts';
import { outermostBlocks } from '../../page/arrivals.ts';
import { isLarge, mayHoldChinese } from '../../page/first-look.ts';
import { LivePage } from '../../page/live-page.ts';
import { type PageWatch, watchPage } from '../../page/watch.ts';
import { emptyHeld } from '../marking/marks.ts';
import { inSlices, nextFrame, pause, SHARE_OF_TIME, untilPainted, untilVisible } from '../scheduling.ts';
import { type Held, type PartEntry, Parts } from '../sending/parts.ts';
import { followFields } from './fields.ts';
import { FirstReading } from './first-reading.ts';
import { followMarks, OrphanedMarks } from './orphaned-marks.ts';
import { startRecheck } from './recheck.ts';
import { followRoots, type RootTools } from './shadow-roots.ts';
import { followVisibility, type Visibility } from './visibility.ts';

/** Dependencies of the reader. */
export interface ReaderTools extends RootTools {
  readonly painter: NearPainter;
}

/** A page that is being read and followed. */
export interface Reader {
  readonly parts: Parts;
  /** Returns the number of the part that is being filled, which must not be sent yet; `undefined` if there is none. */
  readonly filling: () => number | undefined;
  /**
   * Reads the page and continues with what changes.
   * @param onRead called after each batch of changes, and at intervals during the first reading
   */
  read(onRead: () => void): void;
  /** Call when something was found, in the turn that paints it. */
  found(): void;
  /** Call when flows have got new marks: unless it is known whether text like theirs is on the screen, that is tested soon. */
  marked(entries: readonly PartEntry[]): void;
}

/** Work on a batch of changes that takes no more ms than this is not followed by a pause. */
const SHORT_MS = 4;

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

// The figures cover all frames together, and a frame does not know what was found in the others.
function isOneOfFrames(): boolean {
  return window !== window.top || window.length > 0;
}

/** Resolves when there are changes to be read, or the signal has aborted. */
type UntilChanged = () => Promise<void>;

function watchChanges(signal: AbortSignal): { readonly watch: PageWatch; readonly untilChanged: UntilChanged } {
  let wake: () => void = () => {};
  const watch = watchPage(() => wake(), signal);
  signal.addEventListener('abort', () => wake(), { once: true });
  const untilChanged = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (watch.changed || signal.aborted) resolve();
    });
  return { watch, untilChanged };
}

interface Reading {
  readonly tools: ReaderTools;
  readonly watch: PageWatch;
  readonly visibility: Visibility;
  readonly page: LivePage<Held>;
  readonly parts: Parts;
  readonly orphans: OrphanedMarks;
  readonly first: FirstReading;
  onRead(): void;
}

/** Reads one batch of changes. Resolves with the ms of work. */
async function readChanges({ watch, page, first, orphans, visibility, onRead }: Reading, signal: AbortSignal) {
  const changes = watch.take();
  const worked = { ms: 0 };
  if (!(await inSlices(page.update(changes), signal, { worked }))) await first.run(onRead, signal);
  orphans.clear();
  // The page's own layout and paint come first: a message sent before them would delay them.
  await pause(0);
  onRead();
  if (changes.visibility) visibility.again();
  return worked.ms;
}

async function followChanges(reading: Reading, untilChanged: UntilChanged, signal: AbortSignal): Promise<void> {
  const { tools, parts, watch } = reading;
  while (!signal.aborted) {
    await untilChanged();
    await untilVisible(signal);
    // In the turn of the change, as its frame will be rendered anyway.
    if (parts.length > 0) tools.painter.arrived([...watch.added].filter(isElement));
    await nextFrame();
    if (signal.aborted) return;
    const ms = await readChanges(reading, signal);
    if (ms > SHORT_MS) await pause(ms * SHARE_OF_TIME);
  }
}

/** Reads the page in its present state. */
async function readFirst({ tools, watch, visibility, first, onRead }: Reading, signal: AbortSignal): Promise<void> {
  await untilVisible(signal);
  const root = document.documentElement;
  // The first visibility query computes the style of the whole page. On a large page the reader waits until the browser has done
  // that for its own rendering.
  if (root && isLarge(root)) await untilPainted();
  if (signal.aborted) return;
  watch.add(document);
  if (root && mayHoldChinese(root, visibility.queries)) {
    tools.painter.arrived(outermostBlocks(document.body ?? root));
    await first.run(onRead, signal);
  }
  first.done = true;
  onRead();
}

/** Follows changes that cause no mutation: of visibility, shadow roots and fields. */
function followPage(tools: ReaderTools, watch: PageWatch, page: () => LivePage<Held>, signal: AbortSignal) {
  const recheck = startRecheck(signal);
  const { wake, laidOut } = recheck;
  const roots = followRoots(tools, watch, wake);
  const fields = followFields(watch, wake, signal);
  const visibility = followVisibility(
    {
      roots,
      metField: fields.met,
      watch,
      textParents: () => page().textParents(),
      markedParents: () => page().textParents(({ marks }) => marks.length > 0),
      wake,
      laidOut,
    },
    signal,
  );
  recheck.add([fields, roots, ...visibility.rechecked]);
  return { visibility, recheck };
}

/** Makes the reader of this page; it reads until the signal aborts. */
export function startReader(tools: ReaderTools, signal: AbortSignal): Reader {
  const orphans = new OrphanedMarks(tools.painter);
  const { watch, untilChanged } = watchChanges(signal);
  const { visibility, recheck } = followPage(tools, watch, () => page, signal);
  const parts = new Parts(followMarks(tools.painter, orphans));
  const page = new LivePage<Held>(visibility.queries, parts, emptyHeld);
  const first = new FirstReading(page, parts);

  const read = async (onRead: () => void) => {
    const reading: Reading = { tools, watch, visibility, page, parts, orphans, first, onRead };
    await readFirst(reading, signal);
    await followChanges(reading, untilChanged, signal);
  };

  return {
    parts,
    filling: () => (first.done ? undefined : parts.current),
    read(onRead) {
      void read(() => {
        if (isOneOfFrames()) visibility.found(false);
        onRead();
      });
    },
    found() {
      visibility.found(true);
      recheck.rest();
    },
    marked(entries) {
      if (visibility.hasUntested(entries)) recheck.hurry();
    },
  };
}
