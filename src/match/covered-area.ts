import { type Alignment, boundsOf } from './alignment.ts';

type Bounds = ReturnType<typeof boundsOf>;

/** Letters of the page to a cell: about the length of an alignment, so that most lie in one or two cells. */
const CELL = 64;

const cellOf = (page: number): number => Math.floor(page / CELL);

/** Remembers which rectangles of page and row alignments cover, so that a chain inside one is not aligned again. */
export class CoveredArea {
  private readonly cells = new Map<number, Bounds[]>();

  add(alignment: Alignment): void {
    const bounds = boundsOf(alignment);
    for (let cell = cellOf(bounds.page); cell <= cellOf(bounds.pageEnd - 1); cell++) {
      const list = this.cells.get(cell);
      if (list) list.push(bounds);
      else this.cells.set(cell, [bounds]);
    }
  }

  /** Whether an alignment covers this letter of the page and this letter of the row. */
  has(page: number, corpus: number): boolean {
    const list = this.cells.get(cellOf(page)) ?? [];
    return list.some((b) => page >= b.page && page < b.pageEnd && corpus >= b.corpus && corpus < b.corpusEnd);
  }
}
