import type { Field } from './readable.ts';
import type { ShadowOf, TextParent } from './tree.ts';

/** What a walk has to ask about elements because the tree alone does not tell it. */
export interface ElementQueries {
  /** Whether text directly inside this element or shadow root, or the value of this field, is on the screen or can be scrolled to. */
  visible(parent: TextParent): boolean;
  /** For a parent whose text does not show: the topmost element around it inside which nothing can show, if there is one. */
  hiddenRoot(parent: TextParent): Element | undefined;
  readonly shadowOf: ShadowOf;
  /** Is told of every field that may be read, of empty ones too. */
  metField?(field: Field): void;
}
