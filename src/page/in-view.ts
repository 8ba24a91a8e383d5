import { type SiblingRun, siblingRunAround } from './sibling-run.ts';
import { parentOf } from './tree.ts';

/*
 * Finds the text in the middle of the window when a page is read that is scrolled: after a reload, by a link with a fragment, or
 * when the extension is switched on while the user reads.
 */

/**
 * Siblings before and after the text in the middle of the window that are read with it. They cover a window of paragraphs that
 * are a line or two high.
 */
const BEFORE = 12;
const BEHIND = 24;

function sibling(node: Node, which: 'previousSibling' | 'nextSibling', steps: number): Node {
  let at = node;
  for (let i = 0; i < steps; i++) at = at[which] ?? at;
  return at;
}

// A paragraph may be wrapped in elements of its own, as its neighbours are.
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

/** The node in the middle of the window and a run of siblings around it. */
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
 * Calls back once with what is in view, unless the signal aborts before, or no text is in the middle of the window. It queries in
 * the callback of an IntersectionObserver: the browser has just laid out the page, so no layout is forced.
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
