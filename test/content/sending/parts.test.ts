import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyHeld } from '../../../src/content/marking/marks.ts';
import { entriesOf, type Part, type PartEntry, Parts } from '../../../src/content/sending/parts.ts';
import { tabDoor } from '../../../src/messages/door.ts';
import { MAX_PARTS } from '../../../src/messages/protocol/exchange.ts';
import type { Flow } from '../../../src/page/flow.ts';
import { joinFlows } from '../../../src/page/flow.ts';

const NOTHING = { added() {}, removed() {}, edited() {} };

function flowOf(text: string): Flow {
  return { text, nodes: [], starts: [], from: 0, breaks: [], field: undefined, quoted: false };
}

/** Flows as a page holds them, dealt out to parts. A letter stands for a thousand of it. */
class Page {
  readonly parts = new Parts(NOTHING);
  readonly entries: PartEntry[] = [];

  insert(at: number, letter: string): void {
    const previous = this.entries[at - 1];
    const next = this.entries[at];
    const entry: PartEntry = { flow: flowOf(letter.repeat(1_000)), previous, next, dead: false, data: emptyHeld() };
    if (previous) previous.next = entry;
    if (next) next.previous = entry;
    this.entries.splice(at, 0, entry);
    this.parts.added(entry);
  }

  append(letters: string): void {
    for (const letter of letters) this.insert(this.entries.length, letter);
  }

  remove(at: number): void {
    const [entry] = this.entries.splice(at, 1);
    if (!entry) return;
    this.parts.removed(entry);
    if (entry.previous) entry.previous.next = entry.next;
    if (entry.next) entry.next.previous = entry.previous;
  }

  edit(at: number, letter: string): void {
    const entry = this.entries[at];
    if (!entry) return;
    const before = entry.flow;
    entry.flow = flowOf(letter.repeat(1_000));
    this.parts.edited(entry, before);
  }

  /** As the sender does with what is due. */
  send(): string[] {
    const due = this.parts.all.filter((part) => part.dirtySince !== undefined);
    for (const part of due) {
      const entries = entriesOf(part);
      part.sent = { scan: 1, page: joinFlows(entries.map(({ flow }) => flow)), entries };
      part.dirtySince = undefined;
    }
    return due.map(lettersOf);
  }

  /** The parts along the page. */
  get dealt(): string[] {
    return this.parts.all
      .filter((part) => part.first)
      .toSorted((a, b) => a.order - b.order)
      .map(lettersOf);
  }
}

function lettersOf(part: Part): string {
  return entriesOf(part)
    .map(({ flow }) => flow.text[0])
    .join('');
}

describe('the distribution of a page’s flows over parts', () => {
  test('a part is filled up to its limit before the next one begins', () => {
    const page = new Page();
    page.append('一'.repeat(29) + '二'.repeat(2));
    expect(page.dealt).toEqual([`${'一'.repeat(29)}二`, '二']);
  });

  test('a page of 100 million characters has no more parts than the background accepts, though each is only half filled', () => {
    const parts = new Parts(NOTHING);
    const flow = flowOf('字'.repeat(16_000));
    let previous: PartEntry | undefined;
    for (let read = 0; read < 100_000_000; read += flow.text.length) {
      const entry: PartEntry = { flow, previous, next: undefined, dead: false, data: emptyHeld() };
      if (previous) previous.next = entry;
      parts.added(entry);
      previous = entry;
    }
    const last = parts.all.at(-1)!;
    const ask = { page: 'p', scan: 1, part: last.number, parts: parts.all.length, text: flow.text };
    const sender = { tab: 3, frame: 0, url: undefined, topUrl: undefined, inPrivate: false, own: false };
    expect(parts.all.length).toBeGreaterThan(6_000);
    expect(tabDoor('check-part', ask, sender)).toBe(true);
    expect(tabDoor('check-part', { ...ask, parts: MAX_PARTS + 1 }, sender)).toBe(false);
  });

  test('a short text behind a part that was sent joins that part', () => {
    const page = new Page();
    page.append('一一');
    page.send();
    page.append('二');
    expect(page.dealt).toEqual(['一一二']);
    expect(page.send()).toEqual(['一一二']);
  });

  test('a group of flows that does not fit gets a part of its own, and the part before it is not sent again', () => {
    const page = new Page();
    page.append('一一');
    page.send();
    page.append('二二二');
    expect(page.dealt).toEqual(['一一', '二二二']);
    expect(page.send()).toEqual(['二二二']);
  });

  test('flows that were sent with the part stay in it when a later group gets a part of its own', () => {
    const page = new Page();
    page.append('一一');
    page.send();
    page.append('二');
    page.send();
    page.append('三三');
    expect(page.dealt).toEqual(['一一二', '三三']);
  });

  test('a part in which anything else has changed is sent again', () => {
    const page = new Page();
    page.append('一一');
    page.send();
    page.append('二');
    page.edit(0, '三');
    page.append('二二');
    expect(page.dealt).toEqual(['三一二二', '二']);
    expect(page.send()).toEqual(['三一二二', '二']);
  });

  test('text inserted into a part belongs to that part', () => {
    const page = new Page();
    page.append('一'.repeat(30));
    page.send();
    page.insert(15, '二');
    expect(page.send()).toEqual([`${'一'.repeat(15)}二${'一'.repeat(15)}`]);
  });

  test('a part that grew too long by insertions is cut in two, and both are sent', () => {
    const page = new Page();
    page.append('一一');
    for (let i = 0; i < 89; i++) page.insert(1, '二');
    expect(page.dealt.map(({ length }) => length)).toEqual([45, 46]);
    expect(page.send().length).toBe(2);
  });

  test('the number of a part whose text is gone is reused for a new part, which is sent', () => {
    const page = new Page();
    page.append('一'.repeat(30));
    page.append('二'.repeat(30));
    page.send();
    for (let i = 0; i < 30; i++) page.remove(0);
    page.send();
    page.append('三'.repeat(5));
    expect(page.dealt).toEqual(['二'.repeat(30), '三'.repeat(5)]);
    expect(page.parts.all.length).toBe(2);
    expect(page.send()).toEqual(['三'.repeat(5)]);
  });

  test('text in view begins a part of its own, which takes no flow from before or behind', () => {
    const page = new Page();
    page.append('一一');
    page.parts.beginUrgent();
    page.append('二二');
    page.parts.current = undefined;
    page.append('三');
    page.insert(2, '一');
    expect(page.dealt).toEqual(['一一一', '二二', '三']);
    expect(lettersOf(page.parts.all[page.parts.urgent!]!)).toBe('二二');
  });

  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('insert' as const), at: fc.nat() }),
      fc.record({ do: fc.constant('append' as const), at: fc.nat({ max: 8 }) }),
      fc.record({ do: fc.constant('remove' as const), at: fc.nat() }),
      fc.record({ do: fc.constant('edit' as const), at: fc.nat() }),
      fc.record({ do: fc.constant('send' as const), at: fc.constant(0) }),
    ),
    { maxLength: 80 },
  );

  test('each flow is in one part, in order, and nothing stays unsent', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const page = new Page();
        const letters = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张'];
        script.forEach((step, i) => {
          const letter = letters[i % letters.length]!;
          const at = step.at % (page.entries.length + 1);
          if (step.do === 'insert') page.insert(at, letter);
          else if (step.do === 'append') page.append(letter.repeat(step.at));
          else if (step.do === 'remove') page.remove(at);
          else if (step.do === 'edit') page.edit(at, letter);
          else page.send();
        });
        expect(page.dealt.join('')).toBe(page.entries.map(({ flow }) => flow.text[0]).join(''));
        for (const part of page.parts.all) {
          const entries = entriesOf(part);
          expect(entries.every(({ data }) => data.part === part)).toBe(true);
          expect(part.length).toBe(entries.length * 1_000);
          if (part.dirtySince !== undefined) continue;
          expect(part.sent!.entries).toEqual(entries);
          expect(part.sent!.page.flows).toEqual(entries.map(({ flow }) => flow));
        }
      }),
    );
  });
});
