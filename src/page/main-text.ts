import { parentOf } from './tree.ts';

/*
 * Separates a page's main text from its navigation, side bars, footers and forms for comments: by landmarks or, where a page has
 * none, by the densest block, as reader modes of browsers do. It reads the tree alone, neither style nor layout, and runs only
 * for pages with a match.
 */

/** Text of a page: its parent element, and the number of its Han letters. */
export interface TextInElement {
  readonly element: Element;
  readonly letters: number;
}

/** The main text of a page at the time of the search. */
export interface MainText {
  /** Whether the text directly inside this element belongs to the main text. */
  includes(element: Element): boolean;
}

const MAIN = 'main,[role="main"]';
const ARTICLE = 'article,[role="article"]';

/** Landmarks that are never main text. */
const BESIDE =
  'nav,aside,footer,form,dialog,[role="navigation"],[role="complementary"],[role="contentinfo"],[role="search"],[role="form"]';

/**
 * Ids and classes of the same elements on pages without landmarks: the shortest common ones of `unlikelyCandidates` in Mozilla's
 * Readability.
 */
const NAMED_BESIDE =
  /(?:^|[\s_-])(?:comments?|respond|replies|disqus|side-?bar|breadcrumbs?|related|recommend|footer|menu|pagination|pager)(?:$|[\s_-])/i;

/** Least part of the text outside links that a dense block holds. The densest block is the innermost one of them. */
const DENSE = 2 / 3;

/**
 * Least part of the text that landmarks must hold to count: an empty `main` is often only the target of a "skip to content" link.
 */
const LEAST_LANDMARK = 1 / 4;

/** Most of the text that one element may exclude: forms that wrap a whole page are common. */
const MOST_BESIDE = 1 / 2;

/** Number of elements after which the walk yields. */
const STEPS = 256;

type Weights = Map<Element, number>;

function add(weights: Weights, element: Element, letters: number): void {
  for (let at: Element | undefined = element; at; at = parentOf(at)) weights.set(at, (weights.get(at) ?? 0) + letters);
}

// The texts of one element are summed up first, so that its ancestors are visited once.
function* weigh(texts: Iterable<TextInElement>): Generator<undefined, { own: Weights; under: Weights; all: number }> {
  const own: Weights = new Map();
  let steps = 0;
  let all = 0;
  for (const { element, letters } of texts) {
    own.set(element, (own.get(element) ?? 0) + letters);
    all += letters;
    if (++steps % STEPS === 0) yield;
  }
  const under: Weights = new Map();
  for (const [element, letters] of own) {
    add(under, element, letters);
    if (++steps % STEPS === 0) yield;
  }
  return { own, under, all };
}

// `element.matches` may be shadowed by a field of a form with that name, so the prototype's method is called.
function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

function isNamedBeside(element: Element): boolean {
  return NAMED_BESIDE.test(`${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`);
}

/**
 * Makes a function that tells whether an element or one of its ancestors fulfils a condition. Answers are cached for the elements
 * passed on the way up.
 */
function makeAround(isOne: (element: Element) => boolean): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    const way: Element[] = [];
    let at: Element | undefined = element;
    while (at && !known.has(at) && !isOne(at)) {
      way.push(at);
      at = parentOf(at);
    }
    const is = at !== undefined && (known.get(at) ?? true);
    for (const each of way) known.set(each, is);
    return is;
  };
}

function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  const isInOne = makeAround((element) => all.has(element));
  return elements.filter((element) => {
    const parent = parentOf(element);
    return !parent || !isInOne(parent);
  });
}

function landmarks(under: Weights, all: number, selector: string): Element[] {
  const found = outermost([...under.keys()].filter((element) => matches(element, selector)));
  const letters = found.reduce((sum, element) => sum + under.get(element)!, 0);
  return letters >= all * LEAST_LANDMARK ? found : [];
}

// Descends from the root to the child with most text, as long as that child is dense.
function* densest(own: Weights, isBeside: (element: Element) => boolean): Generator<undefined, Element[]> {
  const kept: Weights = new Map();
  let all = 0;
  let steps = 0;
  for (const [element, letters] of own) {
    if (++steps % STEPS === 0) yield;
    if (isBeside(element) || element.closest('a[href]')) continue;
    add(kept, element, letters);
    all += letters;
  }
  const heaviest = new Map<Element | undefined, Element>();
  for (const [element, letters] of kept) {
    const parent = parentOf(element);
    if (letters > (kept.get(heaviest.get(parent)!) ?? 0)) heaviest.set(parent, element);
  }
  let block = heaviest.get(undefined);
  for (let next = block; next && kept.get(next)! >= all * DENSE && heaviest.has(next); next = heaviest.get(next))
    block = next;
  return block ? [block] : [];
}

/**
 * Finds the main text: the contents of `main`, else of the `article`s, else of the densest block (the innermost one with two
 * thirds of the text outside links), without navigation, side bars, footers and forms inside it. Yields where the caller may
 * pause.
 * @param texts all text of the page, in any order; an element may occur more than once
 */
export function* findMainText(texts: Iterable<TextInElement>): Generator<undefined, MainText> {
  const { own, under, all } = yield* weigh(texts);
  const isLeftOut = makeAround(
    (element) => (matches(element, BESIDE) || isNamedBeside(element)) && (under.get(element) ?? 0) <= all * MOST_BESIDE,
  );
  yield;
  const marked = [MAIN, ARTICLE].map((selector) => landmarks(under, all, selector)).find((found) => found.length > 0);
  const roots = new Set(marked ?? (yield* densest(own, isLeftOut)));
  const isInRoot = makeAround((element) => roots.has(element));
  return { includes: (element) => isInRoot(element) && !isLeftOut(element) };
}
