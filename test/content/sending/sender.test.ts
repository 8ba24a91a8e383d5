import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyHeld } from '../../../src/content/marking/marks.ts';
import { type PartEntry, Parts } from '../../../src/content/sending/parts.ts';
import { type Sender, type SenderTools, startSender } from '../../../src/content/sending/sender.ts';
import type { Flow } from '../../../src/page/flow.ts';

type Check = SenderTools['check'];
type Ask = Parameters<Check>[0];

const NOTHING = { added() {}, removed() {}, edited() {} };

function flowOf(text: string): Flow {
  return { text, nodes: [], starts: [], from: 0, breaks: [], field: undefined, quoted: false };
}

let life: AbortController;
let parts: Parts;
let asked: Ask[];
let answer: (ask: Ask) => Awaited<ReturnType<Check>>;
let filling: number | undefined;
let sender: Sender;

const found = (ask: Ask) => ({ ok: true, value: { scan: ask.scan, part: ask.part, matches: [] } }) as const;

function add(text: string): PartEntry {
  const previous = parts.all.at(-1)?.last;
  const entry: PartEntry = { flow: flowOf(text), previous, next: undefined, dead: false, data: emptyHeld() };
  if (previous) previous.next = entry;
  parts.added(entry);
  return entry;
}

function edit(entry: PartEntry, text: string): void {
  const before = entry.flow;
  entry.flow = flowOf(text);
  parts.edited(entry, before);
}

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  parts = new Parts(NOTHING);
  asked = [];
  answer = found;
  filling = undefined;
  let scans = 0;
  const painter = { add() {}, remove() {}, shows: () => true, flash() {}, reassert() {}, clear() {} };
  const check: Check = async (ask) => {
    asked.push(ask);
    return answer(ask);
  };
  const tools = {
    painter,
    parts,
    filling: () => filling,
    check,
    nextScan: () => ++scans,
    onFound() {},
    onMarked() {},
    onAnswered() {},
  };
  sender = startSender(tools as unknown as SenderTools, life.signal);
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const LONG = '河边有树'.repeat(10);

describe('sending parts', () => {
  test('sends new text at once, but not before its part is filled', async () => {
    add(LONG);
    filling = 0;
    sender.kick();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([]);
    filling = undefined;
    sender.kick();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map(({ text }) => text)).toEqual([LONG]);
  });

  test('never sends a page of fewer than twenty characters', async () => {
    add('河边有树');
    sender.kick();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
  });

  test('sends edited text when it has not changed for 50 ms, once for all edits before', async () => {
    const entry = add(LONG);
    sender.kick();
    await vi.advanceTimersByTimeAsync(100);
    edit(entry, `${LONG}一`);
    sender.kick();
    await vi.advanceTimersByTimeAsync(30);
    edit(entry, `${LONG}二`);
    sender.kick();
    await vi.advanceTimersByTimeAsync(40);
    expect(asked.length).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(asked.map(({ text }) => text)).toEqual([LONG, `${LONG}二`]);
  });

  test('sends text that keeps changing, with growing pauses', async () => {
    const entry = add(LONG);
    sender.kick();
    for (let i = 0; i < 400; i++) {
      edit(entry, `${LONG}${i}`);
      sender.kick();
      await vi.advanceTimersByTimeAsync(25);
    }
    const { length } = asked;
    // 10 s at one message every 250 ms would be 40; without growing pauses no fewer.
    expect(length).toBeGreaterThan(5);
    expect(length).toBeLessThan(35);
  });

  test('does not send text again that is unchanged since it was sent', async () => {
    const entry = add(LONG);
    sender.kick();
    await vi.advanceTimersByTimeAsync(100);
    edit(entry, `${LONG}一`);
    edit(entry, LONG);
    sender.kick();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked.length).toBe(1);
    expect(parts.all[0]!.dirtySince).toBeUndefined();
  });

  test('retries after 200 ms, 1 s and 5 s if the background cannot be reached, and then stops', async () => {
    answer = () => ({ ok: false, reason: 'unreachable' });
    add(LONG);
    sender.kick();
    const counts: number[] = [];
    for (const ms of [199, 2, 998, 2, 4_998, 2, 60_000]) {
      await vi.advanceTimersByTimeAsync(ms);
      counts.push(asked.length);
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4]);
  });

  test('sends nothing after the signal has aborted', async () => {
    const entry = add(LONG);
    sender.kick();
    await vi.advanceTimersByTimeAsync(100);
    edit(entry, `${LONG}一`);
    sender.kick();
    life.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.length).toBe(1);
  });
});
