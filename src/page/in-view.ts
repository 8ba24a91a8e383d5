import { type SiblingRun, siblingRunAround } from './sibling-run.ts';
import { parentOf } from './tree.ts';

/*
 * What the user is looking at, when a page is read that was scrolled to its middle: after a reload, behind a link into the
 * page, or when the marks are switched on while reading.
 */

/** Siblings of the text in the middle of the window that are in view with it, as good as always: paragraphs of a line or two. */
const BEFORE = 12;
const BEHIND = 24;

function sibling(node: Node, which: 'previousSibling' | 'nextSibling', steps: number): Node {
  let at = node;
  for (let i = 0; i < steps; i++) at = at[which] ?? at;
  return at;
}

// A paragraph may stand in boxes of its own, and its neighbours in theirs.
function outermost(node: Node): Node {
  let at = node;
  for (let parent = parentOf(at); parent && parent !== document.body; parent = parentOf(at)) {
    if (at.previousSibling || at.nextSibling) break;
    at = parent;
  }
  return at;
}

function runBetween(first: Node, last: Node): SiblingRun | undefined {
  const before = siblingRunAround(first, new Set());
  const behind = siblingRunAround(last, new Set());
  return before && behind && before.first.parentNode === behind.last.parentNode
    ? { first: before.first, last: behind.last }
    : undefined;
}

/** What is in view: the node in the middle of the window and a row of siblings around it. */
export interface View {
  readonly node: Node;
  readonly run: SiblingRun;
}

function viewNow(): View | undefined {
  const node = document.caretPositionFromPoint(innerWidth / 2, innerHeight / 2)?.offsetNode;
  if (!node || node === document.body || !document.body?.contains(node)) return undefined;
  const at = outermost(node);
  const run = runBetween(sibling(at, 'previousSibling', BEFORE), sibling(at, 'nextSibling', BEHIND));
  return run && { node, run };
}

/**
 * Tells what is in view, once, unless the signal aborts before. Asks when the browser has just laid out the page, so that it
 * need not do so for us.
 */
export function watchView(seen: (view: View) => void, signal: AbortSignal): void {
  const observer = new IntersectionObserver(([entry]) => {
    observer.disconnect();
    const view = entry?.isIntersecting ? viewNow() : undefined;
    if (view) seen(view);
  });
  observer.observe(document.documentElement);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
