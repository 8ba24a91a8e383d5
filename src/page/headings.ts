import { hostOf } from './tree.ts';

/*
 * Under which heading a place of the page stands. Asked for matches only: a page without any is not searched for headings. It
 * needs the tree alone, no style and no layout.
 */

/** What names the text behind it: headings, and what names a disclosure, a group of fields or a table. */
const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role="heading"],summary,legend,caption';

/** A heading inside one of these names what is in it, and nothing behind it: not the next post, and not the text beside it. */
const SCOPES = 'article,[role="article"],aside,nav,footer,dialog,details,fieldset,table';

/** Headings before a place that are looked at, nearest first, until one of them holds for it. */
const MOST_TRIES = 30;

/** Longest heading that is told, in UTF-16 units: two lines of a narrow panel. */
const LONGEST = 60;

const FOLLOWING = 4;

function isBefore(heading: Element, place: Node): boolean {
  return (heading.compareDocumentPosition(place) & FOLLOWING) !== 0;
}

// The number of headings that begin before a place. Binary search: they stand in the order of the document.
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

/** Tells the words of the nearest heading before a node, at most 60 UTF-16 units and an ellipsis; empty where there is none. */
export type HeadingBefore = (place: Node) => string;

/**
 * Makes a function that finds headings. It looks the headings of a document or shadow tree up once, so it is to be used for
 * the places of one moment. From a shadow tree without a heading the search goes on before its host.
 */
export function makeHeadingFinder(): HeadingBefore {
  const byRoot = new Map<Node, readonly Element[]>();
  const headingsIn = (root: Node): readonly Element[] => {
    const known = byRoot.get(root);
    if (known) return known;
    // A node that has left the document is its own root, and may be a text.
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
