import { parentOf } from './tree.ts';

/*
 * Which of the page's text is its main text, and which is navigation, a side bar, a footer or a form for comments. Told by
 * landmarks and, where a page has none, by the densest block, as readers' views do. It needs the tree alone, no style and no
 * layout, and is worked out for pages on which something was found.
 */

/** Text of a page: the element that it stands in, and its Han letters. */
export interface TextInElement {
  readonly element: Element;
  readonly letters: number;
}

/** The main text of a page as it was when it was looked for. */
export interface MainText {
  /** Whether the text directly inside this element belongs to the main text. */
  includes(element: Element): boolean;
}

const MAIN = 'main,[role="main"]';
const ARTICLE = 'article,[role="article"]';

/** What is no main text, wherever it stands. */
const BESIDE =
  'nav,aside,footer,form,dialog,[role="navigation"],[role="complementary"],[role="contentinfo"],[role="search"],[role="form"]';

/** Ids and classes that say the same on pages without landmarks: the shortest common ones of Readability's `unlikelyCandidates`. */
const NAMED_BESIDE =
  /(?:^|[\s_-])(?:comments?|respond|replies|disqus|side-?bar|breadcrumbs?|related|recommend|footer|menu|pagination|pager)(?:$|[\s_-])/i;

/** A block that holds this part of the text outside links is the densest one, if no block inside it does. */
const DENSE = 2 / 3;

/** Landmarks that hold less than this part of the text say nothing: an empty `main` is often the target of a link. */
const LEAST_LANDMARK = 1 / 4;

/** What an element is taken for must leave at least half of the text: forms that hold a whole page are common. */
const MOST_BESIDE = 1 / 2;

/** Elements after which the caller may pause. */
const STEPS = 256;

type Weights = Map<Element, number>;

function add(weights: Weights, element: Element, letters: number): void {
  for (let at: Element | undefined = element; at; at = parentOf(at)) weights.set(at, (weights.get(at) ?? 0) + letters);
}

// Texts of one element are summed up first: then each element's way up is gone once.
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

// The prototype's method, as a form may have a field of that name.
function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

function isNamedBeside(element: Element): boolean {
  return NAMED_BESIDE.test(`${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`);
}

/** Looks up whether something around an element, or itself, is one of a set. What was found is kept for those inside it. */
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

// Goes down from the top, always to the child that holds most, as long as that is dense.
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
 * Finds the main text: what stands in `main`, else in `article`s, else in the densest block (the innermost one with two thirds of
 * the text that is no link), without navigation, side bars, footers and forms in it. Yields where the caller may pause.
 * @param texts all text of the page, in any order; an element may come more than once
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
