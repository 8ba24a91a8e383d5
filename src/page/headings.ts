import { hostOf } from './tree.ts';

/*
 * Finds the heading of a place of the page. It is used for the places of matches only, so a page without a match is never
 * searched for headings. It reads the tree alone, neither style nor layout.
 */

/** Selector of headings, and of elements that name a disclosure, a group of fields or a table. */
const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role="heading"],summary,legend,caption';

/**
 * A heading inside one of these elements applies to what is inside the same element only: not to the next post, and not to text
 * beside it.
 */
const SCOPES = 'article,[role="article"],aside,nav,footer,dialog,details,fieldset,table';

/** Most headings before a place that are tried, nearest first, until one applies to it. */
const MOST_TRIES = 30;

/** Longest heading that is returned, in UTF-16 units. It fills two lines of a narrow panel. */
const LONGEST = 60;

/** `Node.DOCUMENT_POSITION_FOLLOWING`. */
const FOLLOWING = 4;

function isBefore(heading: Element, place: Node): boolean {
  return (heading.compareDocumentPosition(place) & FOLLOWING) !== 0;
}

// The number of headings that begin before a place, by binary search: `headings` is in document order.
function countBefore(headings: readonly Element[], place: Node): number {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(headings[middle]!, place)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holdsFor(heading: Element, place: Node): boolean {
  if (heading.contains(place) || heading.closest('[hidden],[aria-hidden="true"]')) return false;
  const scope = heading.closest(SCOPES);
  return !scope || scope.contains(place);
}

function wordsOf(heading: Element): string {
  const words = (heading.textContent ?? '')
    .slice(0, LONGEST * 10)
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function nearestOf(headings: readonly Element[], place: Node): string {
  const count = countBefore(headings, place);
  for (let i = count - 1; i >= 0 && i >= count - MOST_TRIES; i--) {
    const words = holdsFor(headings[i]!, place) ? wordsOf(headings[i]!) : '';
    if (words !== '') return words;
  }
  return '';
}

/** Returns the text of the nearest heading before a node, cut to 60 UTF-16 units and an ellipsis; empty if there is none. */
export type HeadingBefore = (place: Node) => string;

/**
 * Makes a function that finds headings. The headings of a document or shadow tree are collected once, so make a new function
 * after the page has changed. From a shadow tree without a heading the search continues before its host.
 */
export function makeHeadingFinder(): HeadingBefore {
  const byRoot = new Map<Node, readonly Element[]>();
  const headingsIn = (root: Node): readonly Element[] => {
    const known = byRoot.get(root);
    if (known) return known;
    // A node that has left the document is its own root, and may be a text node.
    const found = 'querySelectorAll' in root ? [...(root as Document).querySelectorAll(HEADINGS)] : [];
    byRoot.set(root, found);
    return found;
  };
  return (place) => {
    for (let at: Node | undefined = place; at; at = hostOf(at.getRootNode())) {
      const words = nearestOf(headingsIn(at.getRootNode()), at);
      if (words !== '') return words;
    }
    return '';
  };
}
