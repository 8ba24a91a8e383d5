import { type View, watchView } from '../../page/in-view.ts';
import type { LivePage } from '../../page/live-page.ts';
import { inSlices } from '../scheduling.ts';
import type { Held, Parts } from '../sending/parts.ts';

/** Reads all of a page for the first time: in reading order, but what is in view as soon as that is known. */
export class FirstReading {
  /** Whether all of the page has been read. */
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
   * Reads the page; again, where it changed under the walk.
   * @param onRead called at each pause, and when what is in view has been read
   */
  async run(onRead: () => void, signal: AbortSignal): Promise<void> {
    const onPause = () => {
      // A short page is read before the first pause: there it would be work for nothing.
      if (!this.watching) watchView((view) => this.seen(view), signal);
      this.watching = true;
      onRead();
    };
    for (let whole: boolean | undefined = false; !whole && !signal.aborted; ) {
      const root = document.documentElement;
      whole = root ? await inSlices(this.readFrom(root, onRead), signal, { onPause }) : true;
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
