import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type RecheckedElements, startRecheck } from '../../../src/content/reading/recheck.ts';

let life: AbortController;
let visibility: 'visible' | 'hidden';
let shown: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  visibility = 'visible';
  shown = () => {};
  life = new AbortController();
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibility;
    },
    addEventListener: (_type: string, listener: () => void) => {
      shown = listener;
    },
    removeEventListener: () => {},
  });
  vi.stubGlobal('requestIdleCallback', (run: (deadline: { timeRemaining(): number }) => void) =>
    setTimeout(() => run({ timeRemaining: () => 10 })),
  );
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Elements by number, and which of them were asked. */
function numbers(count: number, atOnce: number, isUrgent = false) {
  const asked: number[] = [];
  const elements = { count, asked };
  const rechecked: RecheckedElements = {
    atOnce,
    isUrgent,
    hasAny: () => elements.count > 0,
    *ask() {
      for (let i = 0; i < elements.count; i++) {
        asked.push(i);
        yield;
      }
    },
  };
  return { elements, rechecked, asked };
}

function recheckOf(elements: RecheckedElements) {
  const recheck = startRecheck(life.signal);
  recheck.add([elements]);
  return recheck;
}

describe('rechecking elements', () => {
  test('queries at most `atOnce` elements in a turn, continues with the next ones, and starts anew at the end', async () => {
    const { rechecked, asked } = numbers(3, 2);
    recheckOf(rechecked).wake();
    await vi.advanceTimersByTimeAsync(401);
    expect(asked).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(401);
    expect(asked).toEqual([0, 1, 2]);
    await vi.advanceTimersByTimeAsync(401);
    expect(asked).toEqual([0, 1, 2, 0, 1]);
  });

  test('rests for a second after a find, and for three seconds at most while finds follow one another', async () => {
    const { rechecked, asked } = numbers(9, 1);
    const recheck = recheckOf(rechecked);
    recheck.rest();
    await vi.advanceTimersByTimeAsync(990);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual([0]);
    for (let finds = 0; finds < 9; finds++) {
      recheck.rest();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked).toEqual([0]);
    for (let finds = 0; finds < 3; finds++) {
      recheck.rest();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked).toEqual([0, 1]);
  });

  test('sets no timer where there are no elements, and continues when woken', async () => {
    const { rechecked, elements, asked } = numbers(0, 2);
    const recheck = recheckOf(rechecked);
    recheck.wake();
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(0);
    elements.count = 1;
    recheck.wake();
    await vi.advanceTimersByTimeAsync(401);
    expect(asked).toEqual([0]);
    elements.count = 0;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('queries nothing while the page is hidden', async () => {
    const { rechecked, asked } = numbers(2, 2);
    visibility = 'hidden';
    recheckOf(rechecked).wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([]);
    visibility = 'visible';
    shown();
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toEqual([0, 1]);
  });

  test('queries urgent elements soon when asked to hurry, until each was queried once', async () => {
    const { rechecked, asked } = numbers(6, 2, true);
    recheckOf(rechecked).hurry();
    await vi.advanceTimersByTimeAsync(350);
    expect(asked.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    await vi.advanceTimersByTimeAsync(350);
    expect(asked.length).toBe(6);
  });

  test('queries urgent elements at once when the page was laid out, and again only after the next find', async () => {
    const { rechecked, asked } = numbers(3, 2, true);
    const recheck = recheckOf(rechecked);
    recheck.hurry();
    recheck.laidOut();
    expect(asked).toEqual([0, 1, 2]);
    recheck.laidOut();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([0, 1, 2]);
    recheck.hurry();
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('is not woken before the end of the rest when the urgent elements were queried with the layout', async () => {
    const recheck = recheckOf(numbers(3, 2, true).rechecked);
    const start = performance.now();
    recheck.rest();
    recheck.hurry();
    recheck.laidOut();
    await vi.advanceTimersToNextTimerAsync();
    expect(performance.now() - start).toBe(1_000);
  });

  test('ends when the signal aborts', async () => {
    const { rechecked, asked } = numbers(2, 2);
    recheckOf(rechecked).wake();
    life.abort();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
