import { DOMParser, Element as LinkedomElement } from 'linkedom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyHeld } from '../../../src/content/marking/marks.ts';
import { type Part, type PartEntry, Parts, type Sent } from '../../../src/content/sending/parts.ts';
import { followPassageContexts } from '../../../src/content/sending/passage-contexts.ts';
import type { MarkedMatch, PartContext } from '../../../src/messages/protocol/from-tab.ts';
import { joinFlows } from '../../../src/page/flow.ts';
import { readFlows } from '../../../src/page/read-page.ts';

const PAGE = '<nav>目录和首页</nav><main><h2>春游</h2><p>山上有风，我们慢慢走。</p></main>';

const NOTHING = { added() {}, removed() {}, edited() {} };
const ALL_VISIBLE = { visible: () => true, hiddenRoot: () => undefined, shadowOf: () => null };

let life: AbortController;
let parts: Parts;
let told: (readonly PartContext[])[];

/** The page as one part that was sent, with one match: the words `of`. */
function answered(of: string): { readonly part: Part; readonly sent: Sent } {
  let previous: PartEntry | undefined;
  const entries: PartEntry[] = [];
  const root = (
    new DOMParser().parseFromString(`<html><body>${PAGE}</body></html>`, 'text/html') as unknown as Document
  ).documentElement;
  for (const flow of readFlows({ first: root, last: root }, ALL_VISIBLE)) {
    if (!flow) continue;
    const entry: PartEntry = { flow, previous, next: undefined, dead: false, data: emptyHeld() };
    if (previous) previous.next = entry;
    parts.added(entry);
    entries.push(entry);
    previous = entry;
  }
  const page = joinFlows(entries.map(({ flow }) => flow));
  const start = page.text.indexOf(of);
  const sent: Sent = { scan: 1, page, entries };
  const part = parts.all[0]!;
  part.sent = sent;
  part.answered = { sent, since: 1 };
  part.matches = of === '' ? [] : [{ kind: 'literal', page: { start, end: start + of.length } } as MarkedMatch];
  return { part, sent };
}

function follow() {
  return followPassageContexts({ parts, tell: (news) => void told.push(news) }, life.signal);
}

function textOf({ page }: Sent, spans: readonly { readonly start: number; readonly end: number }[] | null) {
  const { text } = joinFlows(page.flows);
  return spans?.map(({ start, end }) => text.slice(start, end));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('Element', LinkedomElement);
  vi.stubGlobal('requestIdleCallback', (run: (deadline: { timeRemaining(): number }) => void) =>
    setTimeout(() => run({ timeRemaining: () => 10 })),
  );
  life = new AbortController();
  parts = new Parts(NOTHING);
  told = [];
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('contexts of passages', () => {
  test('are not determined before the user looks at the results', async () => {
    follow().answered(answered('慢慢走').part);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('are told at once when the user looks at a page at rest: heading, main text and its letters', async () => {
    const contexts = follow();
    contexts.answered(answered('慢慢走').part);
    await vi.advanceTimersByTimeAsync(1_000);
    contexts.follow();
    await vi.advanceTimersByTimeAsync(10);
    const passage = { heading: '春游', isMain: true };
    expect(told).toMatchObject([[{ part: 0, scan: 1, mainLetters: 11, passages: [passage] }]]);
  });

  test('are told a second after the last answer, and only where they have changed', async () => {
    const contexts = follow();
    contexts.follow();
    const { part } = answered('目录');
    contexts.answered(part);
    await vi.advanceTimersByTimeAsync(900);
    contexts.answered(part);
    await vi.advanceTimersByTimeAsync(900);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toMatchObject([[{ passages: [{ heading: '', isMain: false }] }]]);
    contexts.answered(part);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toHaveLength(1);
  });

  test('are told after three seconds although answers keep coming', async () => {
    const contexts = follow();
    contexts.follow();
    const { part } = answered('慢慢走');
    for (let i = 0; i < 7; i++) {
      contexts.answered(part);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(told).toHaveLength(1);
  });

  test('are not needed for the main text of a part; where nothing was found it is not searched', async () => {
    const contexts = follow();
    const { part, sent } = answered('');
    contexts.answered(part);
    expect(await contexts.mainSpansOf(sent)).toBeNull();
    const found = answered('慢慢走');
    contexts.answered(found.part);
    expect(textOf(found.sent, await contexts.mainSpansOf(found.sent))).toEqual(['春游', '山上有风，我们慢慢走。']);
    expect(told).toEqual([]);
  });
});
