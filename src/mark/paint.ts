import type { MatchKind } from '../match/match.ts';

/*
 * Paints ranges with the CSS Custom Highlight API: the page's DOM is not touched. The ranges are static. Live ones follow
 * edits by themselves but tax each edit of the page (20,000 of them make 3,000 edits 400 times slower); ours are moved by
 * whoever reads the page again.
 */

/** The registry is the page's own: our names begin with this. */
const PREFIX = 'deja-lu-';
const FLASH = `${PREFIX}flash`;

/** Ms that a flashed match stays so: long enough for the eye to find it after a jump. */
const FLASH_MS = 1600;

/** Names a look of marks: that of a kind, or of a kind and the rank of its source, from 0. */
export type MarkName = MatchKind | `${MatchKind}-${number}`;

/** Paints and unpaints. Ranges given for marks are disjoint. */
export interface Painter {
  /** @param now where a painter waits for some, it does not for these */
  add(mark: MarkName, ranges: readonly AbstractRange[], now?: boolean): void;
  remove(mark: MarkName, ranges: readonly AbstractRange[]): void;
  /** Whether a range that was added is painted by now. */
  shows(range: AbstractRange): boolean;
  /** Shows ranges in the colour of a flash for a moment; an earlier flash ends. */
  flash(ranges: readonly AbstractRange[]): void;
  /** Puts our highlights back if the page has cleared the registry, which tells nobody. */
  reassert(): void;
  /** Whether marks are painted; while they are not, what is added waits. A flash is always shown. */
  paint(on: boolean): void;
  /** Takes all of it away. */
  clear(): void;
}

function isRegistered(name: string, highlight: Highlight): boolean {
  return CSS.highlights.get(name) === highlight;
}

class HighlightPainter implements Painter {
  private readonly highlights = new Map<string, Highlight>();
  private painting = true;
  private flashing: ReturnType<typeof setTimeout> | undefined;

  add(mark: MarkName, ranges: readonly AbstractRange[]): void {
    if (ranges.length === 0) return;
    const highlight = this.highlightOf(PREFIX + mark);
    for (const range of ranges) highlight.add(range);
  }

  remove(mark: MarkName, ranges: readonly AbstractRange[]): void {
    const name = PREFIX + mark;
    const highlight = this.highlights.get(name);
    for (const range of ranges) highlight?.delete(range);
    if (highlight?.size === 0) this.drop(name);
  }

  shows(): boolean {
    return true;
  }

  flash(ranges: readonly AbstractRange[]): void {
    this.endFlash();
    const highlight = this.highlightOf(FLASH);
    // The flash lies over the mark for its moment; of two highlights the one with the higher priority shows.
    highlight.priority = 1;
    for (const range of ranges) highlight.add(range);
    this.flashing = setTimeout(() => this.endFlash(), FLASH_MS);
  }

  reassert(): void {
    if (!this.painting) return;
    for (const [name, highlight] of this.highlights) {
      // Firefox may hand out another wrapper of the same object; registering it again does no harm.
      if (!isRegistered(name, highlight)) CSS.highlights.set(name, highlight);
    }
  }

  paint(on: boolean): void {
    if (on === this.painting) return;
    this.painting = on;
    for (const [name, highlight] of this.highlights) {
      if (on) CSS.highlights.set(name, highlight);
      else if (name !== FLASH && isRegistered(name, highlight)) CSS.highlights.delete(name);
    }
  }

  clear(): void {
    this.endFlash();
    for (const name of [...this.highlights.keys()]) this.drop(name);
  }

  private highlightOf(name: string): Highlight {
    const made = this.highlights.get(name);
    if (made) return made;
    const highlight = new Highlight();
    this.highlights.set(name, highlight);
    if (this.painting || name === FLASH) CSS.highlights.set(name, highlight);
    return highlight;
  }

  private drop(name: string): void {
    const highlight = this.highlights.get(name);
    this.highlights.delete(name);
    if (highlight && isRegistered(name, highlight)) CSS.highlights.delete(name);
  }

  private endFlash(): void {
    clearTimeout(this.flashing);
    this.flashing = undefined;
    this.drop(FLASH);
  }
}

/** Makes the painter of this document. Nothing is registered before there is something to paint. */
export function makePainter(): Painter {
  return new HighlightPainter();
}
