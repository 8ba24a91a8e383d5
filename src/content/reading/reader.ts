import type { NearPainter } from '../../mark/near-painter.ts';
import { outermostBlocks } from '../../page/arrivals.ts';
import { isLarge, mayHoldChinese } from '../../page/first-look.ts';
import { LivePage } from '../../page/live-page.ts';
import { fieldOf } from '../../page/readable.ts';
import { watchPage } from '../../page/watch.ts';
import { emptyHeld } from '../marking/marks.ts';
import { inSlices, nextFrame, pause, SHARE_OF_TIME, untilPainted, untilVisible } from '../scheduling.ts';
import { type Held, Parts } from '../sending/parts.ts';
import { FirstReading } from './first-reading.ts';
import { followMarks, OrphanedMarks } from './orphaned-marks.ts';
import { followRoots, type RootTools } from './shadow-roots.ts';
import { followVisibility } from './visibility.ts';

/** What reading works with. */
export interface ReaderTools extends RootTools {
  readonly painter: NearPainter;
  /** Something was read; called after each batch, and now and then during the first reading. */
  onRead(): void;
}

/** A page that is being read and followed. */
export interface Reader {
  readonly parts: Parts;
  /** The part that is being filled just now: not to be sent yet. */
  readonly filling: () => number | undefined;
  /** Something was found; to be called in the turn that paints it. */
  found(): void;
}

/** Work on one batch of changes that took no longer than so many ms is followed by no pause. */
const SHORT_MS = 4;

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

// The figures are of all frames together, and this one does not hear what the others hold.
function isOneOfFrames(): boolean {
  return window !== window.top || window.length > 0;
}

/** Reads the page and goes on reading what changes, until the signal aborts. */
export function startReader(tools: ReaderTools, signal: AbortSignal): Reader {
  const orphans = new OrphanedMarks(tools.painter);
  let wake: () => void = () => {};
  const watch = watchPage(() => wake(), signal);
  signal.addEventListener('abort', () => wake(), { once: true });
  const shadowOf = followRoots(tools, watch, signal);
  const visibility = followVisibility(shadowOf, watch, signal);
  const parts = new Parts(followMarks(tools.painter, orphans));
  const page = new LivePage<Held>(visibility.queries, parts, emptyHeld);
  const found = () => visibility.found(() => page.hosts());
  const onRead = () => {
    if (isOneOfFrames()) found();
    tools.onRead();
  };
  const reading = new FirstReading(page, parts, onRead);

  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (watch.changed || signal.aborted) resolve();
    });

  const follow = async () => {
    while (!signal.aborted) {
      await changed();
      await untilVisible(signal);
      // In the turn of the change: the frame that it brings about comes anyway.
      if (parts.length > 0) tools.painter.arrived([...watch.added].filter(isElement));
      await nextFrame();
      if (signal.aborted) return;
      const changes = watch.take();
      const worked = { ms: 0 };
      if (!(await inSlices(page.update(changes), signal, { worked }))) await reading.run(signal);
      orphans.clear();
      // The frame first: what is sent now would be sent before the page's own layout and paint.
      await pause(0);
      onRead();
      if (changes.visibility) visibility.again(() => page.hosts());
      if (worked.ms > SHORT_MS) await pause(worked.ms * SHARE_OF_TIME);
    }
  };

  const fieldChanged = ({ target }: Event) => {
    const field = fieldOf(target);
    if (field) watch.note((changes) => changes.edited.add(field));
  };

  const start = async () => {
    await untilVisible(signal);
    const root = document.documentElement;
    // Asked what shows, the browser works out the style of all the page at once: of a large one it is to have done so by itself.
    if (root && isLarge(root)) await untilPainted();
    if (signal.aborted) return;
    watch.add(document);
    document.addEventListener('input', fieldChanged, { capture: true, passive: true, signal });
    if (root && mayHoldChinese(root, shadowOf)) {
      tools.painter.arrived(outermostBlocks(document.body ?? root));
      await reading.run(signal);
    }
    reading.done = true;
    onRead();
    await follow();
  };
  void start();

  return {
    parts,
    filling: () => (reading.done ? undefined : parts.current),
    found,
  };
}
