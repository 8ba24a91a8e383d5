import type { Painter } from '../../mark/paint.ts';
import type { FlowListener } from '../../page/live-page.ts';
import { isShown, moveMarks, repaint, unmark } from '../marking/marks.ts';
import type { Held, Mark, PartEntry } from '../sending/parts.ts';

/**
 * Keeps marks of text that is removed and inserted again in one batch of changes, as frameworks do when they render anew, so that
 * the marks do not flicker.
 */
export class OrphanedMarks {
  private readonly byText = new Map<string, { readonly marks: readonly Mark[]; readonly shown: boolean }>();
  private readonly painter: Painter;

  constructor(painter: Painter) {
    this.painter = painter;
  }

  /** Stores the marks of an entry that is removed. */
  keep({ flow, data }: PartEntry): void {
    if (data.marks.length === 0) return;
    this.byText.set(flow.text, { marks: data.marks, shown: isShown(data, this.painter) });
  }

  /**
   * Gives a new entry the marks that a removed entry with the same text had. It is a property, so that it can be the listener itself: it
   * runs for every flow of a page.
   */
  readonly adopt = (entry: PartEntry): void => {
    // A lookup hashes the whole text, so it is skipped when nothing is stored.
    const orphan = this.byText.size > 0 ? this.byText.get(entry.flow.text) : undefined;
    if (!orphan) return;
    entry.data.marks = orphan.marks;
    repaint(entry, this.painter, orphan.shown);
  };

  /** Drops all stored marks; call it at the end of each batch. */
  clear(): void {
    this.byText.clear();
  }
}

/** Makes a listener that updates the marks of flows as flows are added, removed and edited. */
export function followMarks(painter: Painter, orphans: OrphanedMarks): FlowListener<Held> {
  return {
    added: orphans.adopt,
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
