import type { NearPainter } from '../../mark/near-painter.ts';
import type { Painter } from '../../mark/paint.ts';
import { blocksOf } from '../../page/arrivals.ts';
import { isLarge, mayHoldChinese } from '../../page/first-look.ts';
import { type View, watchView } from '../../page/in-view.ts';
import { type FlowListener, LivePage } from '../../page/live-page.ts';
import { fieldOf } from '../../page/readable.ts';
import { watchPage } from '../../page/watch.ts';
import { emptyHeld, isShown, moveMarks, repaint, unmark } from '../marking/marks.ts';
import { inSlices, nextFrame, pause, SHARE_OF_TIME, untilPainted, untilVisible } from '../scheduling.ts';
import { type Held, type Mark, type PartEntry, Parts } from '../sending/parts.ts';
import { followRoots, type RootTools } from './shadow-roots.ts';
import { followLooks } from './visibility.ts';

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

// Text that is taken away and put back in one batch (a framework that renders anew) keeps its marks, without a flicker.
class Orphans {
  private readonly byText = new Map<string, { readonly marks: readonly Mark[]; readonly shown: boolean }>();
  private readonly painter: Painter;

  constructor(painter: Painter) {
    this.painter = painter;
  }

  keep({ flow, data }: PartEntry): void {
    if (data.marks.length === 0) return;
    this.byText.set(flow.text, { marks: data.marks, shown: isShown(data, this.painter) });
  }

  adopt(entry: PartEntry): void {
    // Asking for a text costs a walk over its letters.
    const held = this.byText.size > 0 ? this.byText.get(entry.flow.text) : undefined;
    if (!held) return;
    entry.data.marks = held.marks;
    repaint(entry, this.painter, held.shown);
  }

  clear(): void {
    this.byText.clear();
  }
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

// The figures are of all frames together, and this one does not hear what the others hold.
function isOneOfFrames(): boolean {
  return window !== window.top || window.length > 0;
}

/** Keeps the marks on flows while these come, go and are edited. */
function followMarks(painter: Painter, orphans: Orphans): FlowListener<Held> {
  return {
    added: (entry) => orphans.adopt(entry),
    removed(entry) {
      orphans.keep(entry);
      unmark(entry, painter);
    },
    edited(entry, before) {
      if (entry.data.marks.length === 0) return;
      entry.data.marks = moveMarks(entry.data.marks, before.text, entry.flow.text);
      repaint(entry, painter);
    },
  };
}

/** Reads all of a page. */
class FirstReading {
  done = false;
  private view: View | undefined;
  private watching = false;
  private readonly page: LivePage<Held>;
  private readonly parts: Parts;
  private readonly onRead: () => void;

  constructor(page: LivePage<Held>, parts: Parts, onRead: () => void) {
    this.page = page;
    this.parts = parts;
    this.onRead = onRead;
  }

  /** Reads the page; again, where it changed under the walk. */
  async run(signal: AbortSignal): Promise<void> {
    const onPause = () => {
      // A short page is read before the first pause: there it would be work for nothing.
      if (!this.watching) watchView((view) => this.seen(view), signal);
      this.watching = true;
      this.onRead();
    };
    for (let whole: boolean | undefined = false; !whole && !signal.aborted; ) {
      const root = document.documentElement;
      whole = root ? await inSlices(this.readFrom(root), signal, { onPause }) : true;
    }
  }

  private seen(view: View): void {
    if (this.done) this.parts.urgent = this.page.entryOf(view.node)?.data.part?.number;
    else this.view = view;
  }

  // In the order of the page, but what is in view as soon as that is known.
  private *readFrom(root: Element): Generator<undefined, boolean, void> {
    const walk = this.page.read({ first: root, last: root });
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done) return step.value;
      yield undefined;
      if (!this.view) continue;
      this.parts.beginUrgent();
      yield* this.page.read(this.view.gap);
      this.view = undefined;
      this.parts.current = undefined;
      this.onRead();
    }
  }
}

/** Reads the page and goes on reading what changes, until the signal aborts. */
export function startReader(tools: ReaderTools, signal: AbortSignal): Reader {
  const orphans = new Orphans(tools.painter);
  let wake: () => void = () => {};
  const watch = watchPage(() => wake(), signal);
  signal.addEventListener('abort', () => wake(), { once: true });
  const shadowOf = followRoots(tools, watch, signal);
  const looks = followLooks(shadowOf, watch, signal);
  const parts = new Parts(followMarks(tools.painter, orphans));
  const page = new LivePage<Held>(looks.eyes, parts, emptyHeld);
  const found = () => looks.found(() => page.hosts());
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
      if (changes.looks) looks.again(() => page.hosts());
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
      tools.painter.arrived(blocksOf(document.body ?? root));
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
