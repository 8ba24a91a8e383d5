import { emptyHeld } from '../../../src/content/marking/marks.ts';
import { findMatch } from '../../../src/content/marking/show-match.ts';
import { entriesOf, type PartEntry, Parts } from '../../../src/content/sending/parts.ts';
import { startSender } from '../../../src/content/sending/sender.ts';
import type { Painter } from '../../../src/mark/paint.ts';
import type { MarkedMatch } from '../../../src/messages/protocol/from-tab.ts';
import { type Flow, joinFlows } from '../../../src/page/flow.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';
import { hostileNumber } from '../mutate.ts';
import type { Random } from '../random.ts';
import { must, type Target } from '../target.ts';

const TEXTS = Object.values(OWN_ESSAYS);

/** Stands in for the static ranges of a document. */
class Painted implements AbstractRange {
  readonly startContainer: Node;
  readonly startOffset: number;
  readonly endContainer: Node;
  readonly endOffset: number;
  readonly collapsed = false;

  constructor({ startContainer, startOffset, endContainer, endOffset }: StaticRangeInit) {
    this.startContainer = startContainer;
    this.startOffset = startOffset;
    this.endContainer = endContainer;
    this.endOffset = endOffset;
  }
}

const textNode = (data: string): Text => ({ data, parentElement: { localName: 'p' } }) as unknown as Text;

/** A paragraph of one, two or three text nodes, or the value of a field. */
function flowOf(random: Random): Flow {
  const text = random.pick(TEXTS).slice(0, 20 + random.below(300));
  const rest = { text, from: 0, quoted: random.once(6) };
  if (random.once(6)) return { ...rest, nodes: [], starts: [], breaks: [], field: { value: text } as HTMLInputElement };
  const starts = [0, ...(random.once(2) ? [7] : []), ...(random.once(3) ? [15] : [])];
  const nodes = starts.map((start, i) => textNode(text.slice(start, starts[i + 1])));
  return { ...rest, nodes, starts, breaks: random.once(3) ? starts.map((_, i) => i).slice(1) : [], field: undefined };
}

function hostileMatch(random: Random, length: number): MarkedMatch {
  const [a, b] = random.many(2, () => (random.once(6) ? hostileNumber(random, length) : random.below(length + 1)));
  return {
    kind: random.pick(['literal', 'reworded']),
    page: random.once(10) ? { start: a!, end: b! } : { start: Math.min(a!, b!), end: Math.max(a!, b!) },
    best: { essay: 'own:0/1', source: { start: 0, end: 9 } },
    ...(random.once(3) ? { source: random.below(4) } : {}),
  };
}

/** A page whose text comes, changes and goes, and what is painted of it. */
class Page {
  readonly entries: PartEntry[] = [];
  readonly painted = new Set<AbstractRange>();
  readonly parts = new Parts({
    added() {},
    removed: (entry) => this.unpaint(entry),
    edited: (entry) => this.unpaint(entry),
  });
  readonly painter: Painter = {
    add: (_mark, ranges) => {
      for (const range of ranges) this.painted.add(range);
    },
    remove: (_mark, ranges) => {
      for (const range of ranges) must(this.painted.delete(range), 'what is removed was painted');
    },
    shows: (range) => this.painted.has(range),
    flash() {},
    reassert() {},
    paint() {},
    clear() {},
  };

  change(random: Random): void {
    const at = random.below(this.entries.length);
    const entry = this.entries[at];
    if (!entry || random.once(2)) this.insert(random, at);
    else if (random.once(3)) this.remove(at, entry);
    else this.edit(random, entry);
  }

  private insert(random: Random, at: number): void {
    const [previous, next] = [this.entries[at - 1], this.entries[at]];
    const entry: PartEntry = { flow: flowOf(random), previous, next, dead: false, data: emptyHeld() };
    if (previous) previous.next = entry;
    if (next) next.previous = entry;
    this.entries.splice(at, 0, entry);
    this.parts.added(entry);
  }

  private remove(at: number, entry: PartEntry): void {
    this.parts.removed(entry);
    entry.dead = true;
    if (entry.previous) entry.previous.next = entry.next;
    if (entry.next) entry.next.previous = entry.previous;
    this.entries.splice(at, 1);
  }

  private edit(random: Random, entry: PartEntry): void {
    const before = entry.flow;
    entry.flow = flowOf(random);
    this.parts.edited(entry, before);
  }

  private unpaint({ data }: PartEntry): void {
    for (const { name, range } of data.painted) this.painter.remove(name, [range]);
    Object.assign(data, emptyHeld(), { part: data.part });
  }

  check(): void {
    const nodes = new Map(
      this.entries.flatMap(({ flow }) => flow.nodes.map((node) => [node as Node, node.data.length])),
    );
    for (const { startContainer, startOffset, endContainer, endOffset } of this.painted) {
      must(nodes.has(startContainer) && nodes.has(endContainer), 'only text of the page is marked');
      must(startOffset >= 0 && startOffset < nodes.get(startContainer)!, 'a mark begins in its text');
      must(endOffset > 0 && endOffset <= nodes.get(endContainer)!, 'a mark ends in its text');
    }
    for (const part of this.parts.all)
      must(part.length >= 0 && entriesOf(part).every(({ dead }) => !dead), 'parts are whole');
  }
}

/** Messages of the background to a content script, late ones among them, while its page changes. */
export const toTab: Target = {
  name: 'to-tab',
  limit: 500,
  async open() {
    Object.assign(globalThis, { StaticRange: Painted });
    return async (random) => {
      const page = new Page();
      const life = new AbortController();
      let scans = 0;
      let isMarked = false;
      const matchesIn = (length: number) => random.many(random.small(6), () => hostileMatch(random, length));
      const sender = startSender(
        {
          ...{ painter: page.painter, parts: page.parts, filling: () => undefined, nextScan: () => ++scans },
          async check({ scan, part, text }) {
            if (random.once(8)) return { ok: false, reason: random.pick(['off', 'busy', 'unreachable'] as const) };
            return { ok: true, value: { scan, part, matches: matchesIn(text.length) } };
          },
          onFound() {},
          onMarked() {},
          onAnswered() {},
        },
        life.signal,
      );
      for (let i = 0; i < 12; i++) {
        page.change(random);
        if (random.once(2)) sender.kick();
        // Answers come before further messages now and then.
        if (random.once(2)) await new Promise((done) => setImmediate(done));
        const { all } = page.parts;
        const part = random.once(8) ? hostileNumber(random, all.length) : random.below(all.length);
        const sent = all[part]?.sent;
        const scan = sent && !random.once(4) ? sent.scan : random.below(scans + 2);
        sender.matches({ part, scan, matches: matchesIn(sent ? joinFlows(sent.page.flows).text.length : 50) });
        const shown = findMatch(page.parts, { part, scan, index: random.below(6) });
        must(!shown || shown.ranges.length > 0 || shown.selection !== undefined, 'what is shown has a place');
        page.check();
        isMarked ||= page.painted.size > 0;
      }
      life.abort();
      await new Promise((done) => setImmediate(done));
      return isMarked;
    };
  },
};
