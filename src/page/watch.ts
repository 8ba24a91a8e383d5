import { isBorder } from './readable.ts';

/** What has changed since the last look, each node once. */
export interface Changes {
  /** Text nodes with other data, fields with another value. */
  readonly edited: Set<Node>;
  /** Nodes that are new, and those beside which something was removed. */
  readonly added: Set<Node>;
  /** Nodes that were taken away; they may stand elsewhere now. */
  readonly removed: Set<Node>;
  /** Whether something has changed that may show or hide elements. */
  visibility: boolean;
}

/** Gathers changes until they are asked for. */
export interface PageWatch {
  /** Watches a tree: the document or a shadow root. */
  add(root: Node): void;
  /** Whether anything has changed. */
  readonly changed: boolean;
  /** The nodes that are new so far. */
  readonly added: ReadonlySet<Node>;
  /** The changes so far; the next ones are gathered anew. */
  take(): Changes;
  /** Adds to the changes what no mutation tells. */
  note(fill: (changes: Changes) => void): void;
}

const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open'],
};

function none(): Changes {
  return { edited: new Set(), added: new Set(), removed: new Set(), visibility: false };
}

function isInline(node: Node | null): node is Node {
  return node !== null && (node.nodeType !== 1 || !isBorder((node as Element).localName));
}

function isStyle(node: Node): boolean {
  const name = (node as Partial<Element>).localName;
  return name === 'style' || name === 'link';
}

function noteChildren(changes: Changes, record: MutationRecord): void {
  for (const node of record.addedNodes) {
    changes.added.add(node);
    if (isStyle(node)) changes.visibility = true;
  }
  if (record.removedNodes.length === 0) return;
  for (const node of record.removedNodes) {
    changes.removed.add(node);
    if (isStyle(node)) changes.visibility = true;
  }
  // What stood on both sides of the removed may be one flow now.
  for (const node of [record.previousSibling, record.nextSibling, record.target]) {
    if (isInline(node)) changes.added.add(node);
  }
}

function note(changes: Changes, record: MutationRecord): void {
  if (record.type === 'attributes') changes.visibility = true;
  else if (record.type === 'childList') noteChildren(changes, record);
  else {
    changes.edited.add(record.target);
    if (record.target.parentNode && isStyle(record.target.parentNode)) changes.visibility = true;
  }
}

/**
 * Watches trees for changes, until the signal aborts.
 * @param onChange called in the turn of a change that is the first since the last look
 */
export function watchPage(onChange: () => void, signal: AbortSignal): PageWatch {
  let changes = none();
  let changed = false;
  const fill = (with_: (c: Changes) => void) => {
    with_(changes);
    if (changed) return;
    changed = true;
    onChange();
  };
  const observer = new MutationObserver((records) => {
    fill((into) => {
      for (const record of records) note(into, record);
    });
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return {
    add: (root) => observer.observe(root, OBSERVED),
    get changed() {
      return changed;
    },
    get added() {
      return changes.added;
    },
    take() {
      const taken = changes;
      changes = none();
      changed = false;
      return taken;
    },
    note: fill,
  };
}
