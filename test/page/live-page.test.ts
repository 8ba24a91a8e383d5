import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { ElementQueries } from '../../src/page/element-queries.ts';
import { type Entry, LivePage } from '../../src/page/live-page.ts';
import { readPage } from '../../src/page/read-page.ts';
import type { Changes } from '../../src/page/watch.ts';

const queries: ElementQueries = { visible: () => true, hiddenRoot: () => undefined, shadowOf: () => null };

function bodyOf(html: string): Element {
  const document = new DOMParser().parseFromString(`<html><body>${html}</body></html>`, 'text/html');
  return document.querySelector('body') as unknown as Element;
}

interface World {
  readonly body: Element;
  readonly page: LivePage<undefined>;
  readonly log: string[];
}

function drain(steps: Generator<unknown, boolean>): boolean {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function start(html: string): World {
  const body = bodyOf(html);
  const log: string[] = [];
  const note = (sign: string) => (entry: Entry<undefined>) => void log.push(`${sign}${entry.flow.text}`);
  const page = new LivePage<undefined>(
    queries,
    { added: note('+'), removed: note('-'), edited: note('~') },
    () => undefined,
  );
  drain(page.read({ first: body, last: body }));
  log.length = 0;
  return { body, page, log };
}

function changes(parts: Partial<Changes>): Changes {
  return { edited: new Set(), added: new Set(), removed: new Set(), visibility: false, ...parts };
}

function textOf({ page }: World): string {
  const texts: string[] = [];
  for (let entry = page.head; entry; entry = entry.next) texts.push(entry.flow.text);
  return texts.join('\n');
}

describe('a page that changes', () => {
  test('only new nodes are read', () => {
    const world = start('<p>河边</p><p>有树</p>');
    const added = world.body.ownerDocument.createElement('p');
    added.textContent = '有风';
    world.body.append(added);
    drain(world.page.update(changes({ added: new Set([added]) })));
    expect(world.log).toEqual(['+有风']);
    expect(textOf(world)).toBe('河边\n有树\n有风');
  });

  test('edited text keeps its entry', () => {
    const world = start('<p>河边<b>有树</b></p><p>有风</p>');
    const node = world.body.querySelector('b')!.firstChild as Text;
    node.data = '有船';
    drain(world.page.update(changes({ edited: new Set([node]) })));
    expect(world.log).toEqual(['~河边有船']);
  });

  test('a block inserted into a flow splits the flow', () => {
    const world = start('<div>河边<b>有树</b></div>');
    const block = world.body.ownerDocument.createElement('p');
    block.textContent = '有风';
    world.body.querySelector('div')!.insertBefore(block, world.body.querySelector('b'));
    drain(world.page.update(changes({ added: new Set([block]) })));
    expect(textOf(world)).toBe('河边\n有风\n有树');
  });

  test('after any changes it has the same flows as a page that is read anew', () => {
    const action = fc.record({
      what: fc.nat(4),
      at: fc.nat(1_000),
      to: fc.nat(1_000),
      tag: fc.constantFrom('p', 'b', 'br', 'div'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(action, { maxLength: 5 }), { maxLength: 8 }), (batches) => {
        const world = start('<div>河边<b>有树</b><p>有风<i>有船</i></p>尾</div><ul><li>一</li><li>二</li></ul>');
        let count = 0;
        for (const batch of batches) {
          const seen = changes({});
          for (const step of batch) act(world.body, step, seen, () => `字${count++}`);
          drain(world.page.update(seen));
          expect(textOf(world)).toBe(readPage(world.body, queries).text);
        }
      }),
      { numRuns: 300 },
    );
  });
});

interface Step {
  readonly what: number;
  readonly at: number;
  readonly to: number;
  readonly tag: string;
}

/** Changes the tree and notes what a MutationObserver would have told. */
function act(body: Element, { what, at, to, tag }: Step, seen: Changes, word: () => string): void {
  const elements = [body, ...body.querySelectorAll('*')];
  const element = elements[at % elements.length]!;
  const target = elements[to % elements.length]!;
  const insert = (node: Element | Text, parent: Element) => {
    const children = [...parent.childNodes];
    parent.insertBefore(node, children[to % (children.length + 1)] ?? null);
    seen.added.add(node);
  };
  const remove = (node: ChildNode, parent: Element) => {
    const beside = [node.previousSibling, node.nextSibling, parent];
    node.remove();
    seen.removed.add(node);
    for (const each of beside) if (each && each !== body) seen.added.add(each);
  };
  const text = [...element.childNodes].find((node) => node.nodeType === 3) as Text | undefined;
  if (what === 0)
    insert(Object.assign(body.ownerDocument.createElement(tag), { textContent: tag === 'br' ? '' : word() }), target);
  else if (what === 1) insert(body.ownerDocument.createTextNode(word()), target);
  else if (what === 2 && element !== body) remove(element, element.parentElement!);
  else if (what === 3 && text) {
    text.data = word();
    seen.edited.add(text);
  } else if (what === 4 && element !== body && !element.contains(target)) {
    remove(element, element.parentElement!);
    insert(element, target);
  }
}
