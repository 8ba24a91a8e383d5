import type { Field } from './readable.ts';

/** What a walk has to ask about elements because the tree alone does not tell it. */
export interface ElementQueries {
  /** Whether text directly inside this element is on the screen or can be scrolled to. */
  visible(element: Element): boolean;
  /** For an element of which nothing shows: the topmost element around it inside which nothing can show, if there is one. */
  hiddenRoot(element: Element): Element | undefined;
  /** The shadow root of an element, if it has one that may be read. */
  shadowOf(element: Element): ShadowRoot | null;
  /** Is told of every field that may be read, of empty ones too. */
  metField?(field: Field): void;
}
