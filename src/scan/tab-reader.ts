import type { Painter } from '../mark/paint.ts';
import { browserEyes } from '../page/eyes.ts';
import { mayHoldChinese } from '../page/first-look.ts';
import { type View, watchView } from '../page/in-view.ts';
import { LivePage } from '../page/live-page.ts';
import type { Eyes } from '../page/read-page.ts';
import { fieldOf } from '../page/readable.ts';
import { watchSizes } from '../page/sizes.ts';
import { watchPage } from '../page/watch.ts';
import { emptyHeld, moveMarks, repaint, unmark } from './tab-marks.ts';
import { type Held, type PartEntry, Parts } from './tab-parts.ts';
import { inSlices, nextFrame, pause, untilVisible } from './tab-time.ts';

/** What reading works with. */
export interface ReaderTools {
  readonly painter: Painter;
  /** Finds an element's shadow root, closed ones too where the browser lets an extension. */
  readonly shadowOf: Eyes['shadowOf'];
  /** A shadow root was met for the first time. */
  onRoot(root: ShadowRoot): void;
  /** Something was read; called after each batch, and now and then during the first reading. */
  onRead(): void;
}

/** A page that is being read and followed. */
export interface Reader {
  readonly parts: Parts;
  readonly page: LivePage<Held>;
  /** The part that is being filled just now: not to be sent yet. */
  readonly filling: () => number | undefined;
}

/** After a change that may show or hide things, all that showed and all that hid is asked again: ms between two rounds. */
const LOOK_EVERY_MS = 150;

/** Work on changes takes at most one part in so many of the time. */
const SHARE_OF_TIME = 10;

/** Elements whose shadow root came after they were read (it makes no mutation) are asked again so many ms after a reading. */
const LATE_ROOTS_MS = [50, 300, 1_000, 3_000];

// Text that is taken away and put back in one batch (a framework that renders anew) keeps its marks, without a flicker.
class Orphans {
  private readonly byText = new Map<string, Held>();

  keep({ flow, data }: PartEntry): void {
    if (data.marks.length > 0) this.byText.set(flow.text, { ...data });
  }

  adopt(entry: PartEntry): boolean {
    const held = this.byText.get(entry.flow.text);
    if (!held) return false;
    entry.data.marks = held.marks;
    return true;
  }

  clear(): void {
    this.byText.clear();
  }
}

/** Reads the page and goes on reading what changes, until the signal aborts. */
export function startReader(tools: ReaderTools, signal: AbortSignal): Reader {
  const { painter } = tools;
  const orphans = new Orphans();
  const roots = new WeakSet<ShadowRoot>();
  const rootless = new Set<Element>();
  let reading = true;
  let wake: () => void = () => {};
  let lookedAt = 0;
  let view: View | undefined;

  const parts = new Parts({
    added(entry) {
      if (orphans.adopt(entry)) repaint(entry, painter);
    },
    removed(entry) {
      orphans.keep(entry);
      unmark(entry, painter);
    },
    edited(entry, before) {
      if (entry.data.marks.length === 0) return;
      entry.data.marks = moveMarks(entry.data.marks, before.text, entry.flow.text);
      repaint(entry, painter);
    },
  });

  const watch = watchPage(() => wake(), signal);

  const shadowOf = (element: Element): ShadowRoot | null => {
    const root = tools.shadowOf(element);
    if (!root) {
      if (element.localName.includes('-')) rootless.add(element);
      return null;
    }
    rootless.delete(element);
    if (!roots.has(root)) {
      roots.add(root);
      watch.add(root);
      tools.onRoot(root);
    }
    return root;
  };

  const sizes = watchSizes(
    {
      measured(sizeless, sized) {
        const changed = sizeless.filter((element) => !eyes.sizeless.has(element));
        for (const element of changed) eyes.sizeless.add(element);
        for (const element of sized) if (eyes.sizeless.delete(element)) changed.push(element);
        for (const element of changed) watch.note((changes) => changes.added.add(element));
      },
      shown: () => looksChanged(),
    },
    signal,
  );
  const looksChanged = () =>
    watch.note((changes) => {
      changes.looks = true;
    });

  const eyes = browserEyes(shadowOf, {
    met: sizes.measure,
    hid: sizes.await,
  });
  const page = new LivePage<Held>(eyes, parts, emptyHeld);

  // In the order of the page, but what is in view as soon as that is known: a short page has been read by then.
  function* readFrom(root: Element): Generator<undefined, boolean, void> {
    const walk = page.read({ first: root, last: root });
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done) return step.value;
      yield undefined;
      if (!view) continue;
      yield* page.read(view.gap);
      view = undefined;
      parts.urgent = parts.current;
      parts.current = undefined;
      tools.onRead();
    }
  }

  const readAll = async () => {
    for (let whole: boolean | undefined = false; !whole && !signal.aborted; ) {
      const root = document.documentElement;
      whole = root ? await inSlices(readFrom(root), signal, tools.onRead) : true;
    }
  };

  const seen = (now: View) => {
    if (reading) view = now;
    else parts.urgent = page.entryOf(now.node)?.data.part?.number;
  };

  // Style may have shown what hid and hidden what showed. Both are few or cheap to ask; nothing else is read.
  function* look(): Generator<undefined, void, void> {
    for (const element of [...eyes.hidden]) {
      if (eyes.sizeless.has(element)) sizes.again(element);
      if (!element.isConnected) eyes.hidden.delete(element);
      else if (eyes.shows(element)) {
        eyes.hidden.delete(element);
        watch.note((changes) => changes.added.add(element));
      }
      yield undefined;
    }
    for (const element of page.hosts()) {
      if (element && !eyes.shows(element)) watch.note((changes) => changes.added.add(element));
      yield undefined;
    }
  }

  const lookAgain = async () => {
    await pause(Math.max(0, lookedAt + LOOK_EVERY_MS - performance.now()));
    const start = performance.now();
    await inSlices(look(), signal);
    const took = performance.now() - start;
    lookedAt = performance.now() + took * SHARE_OF_TIME;
  };

  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (watch.changed || signal.aborted) resolve();
    });

  const askLateRoots = async () => {
    for (const ms of LATE_ROOTS_MS) {
      await pause(ms);
      if (signal.aborted) return;
      for (const element of [...rootless]) {
        if (!element.isConnected) rootless.delete(element);
        else if (shadowOf(element)) watch.note((changes) => changes.added.add(element));
      }
    }
  };

  const follow = async () => {
    let looking: Promise<void> | undefined;
    while (!signal.aborted) {
      await changed();
      await untilVisible(signal);
      await nextFrame();
      if (signal.aborted) return;
      const start = performance.now();
      const changes = watch.take();
      if (!(await inSlices(page.update(changes), signal))) await readAll();
      orphans.clear();
      tools.onRead();
      if (changes.looks) looking ??= lookAgain().finally(() => (looking = undefined));
      const took = performance.now() - start;
      if (took > 4) await pause(took * SHARE_OF_TIME);
    }
  };

  const fieldChanged = ({ target }: Event) => {
    const field = fieldOf(target);
    if (field) watch.note((changes) => changes.edited.add(field));
  };

  const start = async () => {
    await untilVisible(signal);
    watch.add(document);
    document.addEventListener('input', fieldChanged, { capture: true, passive: true, signal });
    for (const type of ['toggle', 'transitionend', 'animationend', 'load', 'click', 'change']) {
      document.addEventListener(type, looksChanged, { capture: true, passive: true, signal });
    }
    addEventListener('resize', looksChanged, { passive: true, signal });
    signal.addEventListener('abort', () => wake(), { once: true });
    const root = document.documentElement;
    if (root && mayHoldChinese(root, shadowOf)) {
      watchView(seen, signal);
      await readAll();
    }
    reading = false;
    tools.onRead();
    void askLateRoots();
    await follow();
  };
  void start();

  return { parts, page, filling: () => (reading ? parts.current : undefined) };
}
