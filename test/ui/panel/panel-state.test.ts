import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageView } from '../../../src/report/page-view.ts';
import { newPanelState, takeRequest } from '../../../src/ui/panel/panel-state.ts';

const HOUR = 3_600_000;

/** The view of a tab whose user has requested the source of a match at this time. */
const viewOf = (time: number, tab = 1) =>
  ({ tab, asked: { id: 'm', time }, matches: [{ id: 'm' }] }) as unknown as PageView;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a request that has opened the panel is answered once, an older one is not', () => {
  const state = newPanelState();
  expect(takeRequest(viewOf(Date.now() - 30_000), state)).toBeNull();
  const asked = viewOf(Date.now() - 3_000);
  expect(takeRequest(asked, state)).toBe('m');
  expect(takeRequest(asked, state)).toBeNull();
  expect(takeRequest(viewOf(Date.now() - 3_000, 2), state)).toBe('m');
});

it('a request for a match that is gone is not answered', () => {
  expect(takeRequest({ ...viewOf(Date.now()), matches: [] }, newPanelState())).toBeNull();
});

it('requests are answered after the clock was set back, and after it was set forward', () => {
  const state = newPanelState();
  vi.advanceTimersByTime(60_000);
  expect(takeRequest(viewOf(Date.now()), state)).toBe('m');
  for (const by of [-HOUR, 2 * HOUR]) {
    vi.setSystemTime(Date.now() + by);
    expect(takeRequest(viewOf(Date.now()), state)).toBe('m');
    vi.advanceTimersByTime(1_000);
  }
});
