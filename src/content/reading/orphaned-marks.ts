import type { Painter } from '../../mark/paint.ts';
import type { FlowListener } from '../../page/live-page.ts';
import { isShown, moveMarks, repaint, unmark } from '../marking/marks.ts';
import type { Held, Mark, PartEntry } from '../sending/parts.ts';

/**
 * Marks of text that is taken away and put back in one batch of changes, as frameworks do that render anew: they are kept
 * without a flicker.
 */
export class OrphanedMarks {
  private readonly byText = new Map<string, { readonly marks: readonly Mark[]; readonly shown: boolean }>();
  private readonly painter: Painter;

  constructor(painter: Painter) {
    this.painter = painter;
  }

  /** Remembers the marks of an entry that is removed. */
  keep({ flow, data }: PartEntry): void {
    if (data.marks.length === 0) return;
    this.byText.set(flow.text, { marks: data.marks, shown: isShown(data, this.painter) });
  }

  /** Gives a new entry the marks that an entry of the same text had. */
  adopt(entry: PartEntry): void {
    // To look a text up costs a walk over its letters.
    const orphan = this.byText.size > 0 ? this.byText.get(entry.flow.text) : undefined;
    if (!orphan) return;
    entry.data.marks = orphan.marks;
    repaint(entry, this.painter, orphan.shown);
  }

  /** Forgets all marks; to be called at the end of each batch. */
  clear(): void {
    this.byText.clear();
  }
}

/** A listener that keeps the marks on flows while these come, go and are edited. */
export function followMarks(painter: Painter, orphans: OrphanedMarks): FlowListener<Held> {
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
