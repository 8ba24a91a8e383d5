import type { MatchKind } from '../match/match.ts';

/*
 * Paints ranges with the CSS Custom Highlight API, which leaves the page's DOM untouched. The ranges are static: live ones follow
 * edits but slow down every edit of the page (20,000 of them make 3,000 edits 400 times slower). The reader of the page replaces
 * the static ranges of text that has changed.
 */

/** Prefix of the extension's names in the registry, which it shares with the page. */
const PREFIX = 'deja-lu-';
const FLASH = `${PREFIX}flash`;

/** Ms for which a match is flashed: long enough to be found after a jump. */
const FLASH_MS = 1600;

/** Name of a style of marks: that of a kind, or of a kind and the rank of its source, from 0. */
export type MarkName = MatchKind | `${MatchKind}-${number}`;

/** Adds and removes painted ranges. Ranges of marks are disjoint. */
export interface Painter {
  /**
   * Adds ranges that are to be painted as this mark.
   * @param now paints without delay where a painter delays ranges that are far from the view
   */
  add(mark: MarkName, ranges: readonly AbstractRange[], now?: boolean): void;
  remove(mark: MarkName, ranges: readonly AbstractRange[]): void;
  /** Whether a range that was added is painted already. */
  shows(range: AbstractRange): boolean;
  /** Paints ranges in the colour of a flash for `FLASH_MS`; an earlier flash ends. */
  flash(ranges: readonly AbstractRange[]): void;
  /** Registers the highlights again if the page has cleared the registry; no event reports that. */
  reassert(): void;
  /** Switches the painting of marks. While it is off, ranges that are added are stored. A flash is always painted. */
  paint(on: boolean): void;
  /** Removes all marks and the flash. */
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
    // The flash lies over the mark while it lasts; of two overlapping highlights the one with the higher priority is painted.
    highlight.priority = 1;
    for (const range of ranges) highlight.add(range);
    this.flashing = setTimeout(() => this.endFlash(), FLASH_MS);
  }

  reassert(): void {
    if (!this.painting) return;
    for (const [name, highlight] of this.highlights) {
      // Firefox may return another wrapper of the same object; registering it again has no effect.
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
