import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askAgain, askBackground, type Handlers, serve, tellBackground } from '../../src/messages/channel.ts';
import type { FromTab } from '../../src/messages/protocol/from-tab.ts';

type Gone = Handlers<Pick<FromTab, 'gone'>>;

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('the channel', () => {
  it('delivers a message and returns its reply', async () => {
    const asked: unknown[] = [];
    const handlers: Gone = {
      gone: (ask) => {
        asked.push(ask);
        return { ok: true, value: null };
      },
    };
    serve(handlers);
    expect(await tellBackground('gone', { page: 'p' })).toEqual({ ok: true, value: null });
    expect(asked).toEqual([{ page: 'p' }]);
  });

  it('returns `unreachable` if no context serves the message', async () => {
    expect(await askBackground('view', { tab: 1 })).toEqual({ ok: false, reason: 'unreachable' });
    serve<Pick<FromTab, 'gone'>>({ gone: () => ({ ok: true, value: null }) });
    expect(await askBackground('view', { tab: 1 })).toEqual({ ok: false, reason: 'unreachable' });
  });

  it('returns `bad-message` if the door refuses or the handler throws', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const life = new AbortController();
    serve<Pick<FromTab, 'gone'>>({ gone: () => ({ ok: true, value: null }) }, life.signal, () => false);
    expect(await tellBackground('gone', { page: 'p' })).toEqual({ ok: false, reason: 'bad-message' });
    life.abort();
    serve<Pick<FromTab, 'gone'>>({
      gone: () => {
        throw new Error('broken');
      },
    });
    expect(await tellBackground('gone', { page: 'p' })).toEqual({ ok: false, reason: 'bad-message' });
    expect(error).toHaveBeenCalledOnce();
  });

  it('asks again where the background was stopped before it answered, and not where it has refused', async () => {
    vi.useFakeTimers();
    const asked: number[] = [];
    const sent = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => {
      asked.push(Date.now());
      if (asked.length === 2) return { ok: true, value: 'view' };
      throw new Error('The message channel closed before a response was received.');
    });
    const began = Date.now();
    const outcome = askAgain('view', { tab: 1 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toEqual({ ok: true, value: 'view' });
    expect(asked.map((at) => at - began)).toEqual([0, 200]);
    const never = askAgain('view', { tab: 1 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await never).toEqual({ ok: false, reason: 'unreachable' });
    expect(asked.length).toBe(6);
    sent.mockImplementation(async () => ({ ok: false, reason: 'changed' }));
    expect(await askAgain('view', { tab: 1 })).toEqual({ ok: false, reason: 'changed' });
    vi.useRealTimers();
  });

  it('does not answer after its signal has aborted', async () => {
    const life = new AbortController();
    serve<Pick<FromTab, 'gone'>>({ gone: () => ({ ok: true, value: null }) }, life.signal);
    life.abort();
    expect(await tellBackground('gone', { page: 'p' })).toEqual({ ok: false, reason: 'unreachable' });
  });

  it('leaves messages to other listeners if it has no handler for them', async () => {
    serve<Pick<FromTab, 'gone'>>({ gone: () => ({ ok: true, value: null }) });
    const answer = await fakeBrowser.runtime.sendMessage('something else').catch(() => 'nobody');
    expect(answer).not.toEqual({ ok: true, value: null });
  });
});
