import { type View, watchView } from '../../page/in-view.ts';
import type { LivePage } from '../../page/live-page.ts';
import { FIRST_SLICE_MS, inSlices } from '../scheduling.ts';
import type { Held, Parts } from '../sending/parts.ts';

/** Reads the whole page for the first time: in reading order, but text in view as soon as its place is known. */
export class FirstReading {
  /** Whether the whole page has been read. */
  done = false;
  private view: View | undefined;
  private watching = false;
  private readonly page: LivePage<Held>;
  private readonly parts: Parts;

  constructor(page: LivePage<Held>, parts: Parts) {
    this.page = page;
    this.parts = parts;
  }

  /**
   * Reads the page, again where it changed during the walk.
   * @param onRead called at each pause, and when the text in view has been read
   */
  async run(onRead: () => void, signal: AbortSignal): Promise<void> {
    const onPause = () => {
      // A short page is read before the first pause, so searching the text in view would be wasted on it.
      if (!this.watching) watchView((view) => this.seen(view), signal);
      this.watching = true;
      onRead();
    };
    for (let whole: boolean | undefined = false; !whole && !signal.aborted; ) {
      const root = document.documentElement;
      whole = root ? await inSlices(this.readFrom(root, onRead), signal, { firstMs: FIRST_SLICE_MS, onPause }) : true;
    }
  }

  private seen(view: View): void {
    if (this.done) this.parts.urgent = this.page.entryOf(view.node)?.data.part?.number;
    else this.view = view;
  }

  private *readFrom(root: Element, onRead: () => void): Generator<undefined, boolean, void> {
    const walk = this.page.read({ first: root, last: root });
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done) return step.value;
      yield undefined;
      if (!this.view) continue;
      this.parts.beginUrgent();
      yield* this.page.read(this.view.run);
      this.view = undefined;
      this.parts.current = undefined;
      onRead();
    }
  }
}
