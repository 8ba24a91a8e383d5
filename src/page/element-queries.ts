import type { Field } from './readable.ts';
import type { ShadowOf, TextParent } from './tree.ts';

/** Questions about elements that a walk cannot answer from the tree alone. */
export interface ElementQueries {
  /**
   * Whether text directly inside this element or shadow root, or the value of this field, is on the screen or can be scrolled to.
   */
  visible(parent: TextParent): boolean;
  /**
   * For a parent whose text does not show: its topmost ancestor (or itself) inside which nothing can show; `undefined` if there
   * is none.
   */
  hiddenRoot(parent: TextParent): Element | undefined;
  /** The shadow root of an element; `null` if it has none that may be read. */
  readonly shadowOf: ShadowOf;
  /** Called with every field whose value may be read, also if it is empty. */
  metField?(field: Field): void;
}
