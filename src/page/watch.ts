import { isBorder, noteRetyped } from './readable.ts';

/** What has changed since the last `take`, each node once. */
export interface Changes {
  /** Text nodes with other data, and fields with another value. */
  readonly edited: Set<Node>;
  /** Nodes that are new, and the neighbours and parents of removed nodes. */
  readonly added: Set<Node>;
  /** Nodes that were removed; they may have been inserted elsewhere. */
  readonly removed: Set<Node>;
  /** Whether something has changed that may show or hide elements. */
  visibility: boolean;
}

/** Collects changes until they are taken. */
export interface PageWatch {
  /** Starts to watch a tree: the document or a shadow root. */
  add(root: Node): void;
  /** Whether anything has changed since the last `take`. */
  readonly changed: boolean;
  /** The nodes that were added since the last `take`. */
  readonly added: ReadonlySet<Node>;
  /** Returns the changes so far and starts a new collection. */
  take(): Changes;
  /** Adds changes that no mutation record reports. */
  note(fill: (changes: Changes) => void): void;
}

const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'type'],
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
  // The text on both sides of the removed node may now be one flow.
  for (const node of [record.previousSibling, record.nextSibling, record.target]) {
    if (isInline(node)) changes.added.add(node);
  }
}

function noteAttribute(changes: Changes, { target, attributeName }: MutationRecord): void {
  // The type of an input says whether its value may be read; nothing else about text depends on an attribute of that name.
  if (attributeName !== 'type') {
    changes.visibility = true;
    return;
  }
  noteRetyped(target as Element);
  changes.added.add(target);
}

function note(changes: Changes, record: MutationRecord): void {
  if (record.type === 'attributes') noteAttribute(changes, record);
  else if (record.type === 'childList') noteChildren(changes, record);
  else {
    changes.edited.add(record.target);
    if (record.target.parentNode && isStyle(record.target.parentNode)) changes.visibility = true;
  }
}

/**
 * Makes a watch for changes of trees; it ends when the signal aborts.
 * @param onChange called in the turn of the first change after each `take`
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
