import { describe, expect, it } from 'vitest';
import { makeTurns } from '../../../src/background/check/turns.ts';

const ALWAYS = () => true;

describe('turns', () => {
  it('rotate between tabs, and keep the order of arrival within a tab', async () => {
    const takeTurn = makeTurns();
    const done: string[] = [];
    const work = (name: string) => async () => void done.push(name);
    await Promise.all([
      takeTurn(1, ALWAYS, work('1a')),
      takeTurn(1, ALWAYS, work('1b')),
      takeTurn(1, ALWAYS, work('1c')),
      takeTurn(2, ALWAYS, work('2a')),
      takeTurn(null, ALWAYS, work('text')),
    ]);
    expect(done).toEqual(['1a', '2a', 'text', '1b', '1c']);
  });

  it('run one piece of work of a tab at a time, of four tabs at most', async () => {
    const takeTurn = makeTurns();
    const running = new Map<number, number>();
    const seen: { readonly tabs: number; readonly ofOne: number }[] = [];
    const work = (tab: number) => async () => {
      running.set(tab, (running.get(tab) ?? 0) + 1);
      seen.push({ tabs: running.size, ofOne: running.get(tab)! });
      await new Promise((done) => setTimeout(done, 1));
      if (running.get(tab) === 1) running.delete(tab);
    };
    const tabs = [1, 1, 2, 3, 4, 5, 6];
    await Promise.all(tabs.map((tab) => takeTurn(tab, ALWAYS, work(tab))));
    expect(seen.map(({ ofOne }) => ofOne)).toEqual(tabs.map(() => 1));
    expect(Math.max(...seen.map((one) => one.tabs))).toBe(4);
  });

  it('of a tab are not held up by the work of another, however long that takes', async () => {
    const takeTurn = makeTurns();
    const { promise: endless, resolve: end } = Promise.withResolvers<void>();
    const slow = takeTurn(1, ALWAYS, () => endless);
    expect(await takeTurn(2, ALWAYS, async () => 'other')).toBe('other');
    end();
    await slow;
  });

  it('drop what a tab has beyond a hundred waiting pieces', async () => {
    const takeTurn = makeTurns();
    const { promise: until, resolve: end } = Promise.withResolvers<string>();
    const flood = Array.from({ length: 105 }, () => takeTurn(1, ALWAYS, () => until));
    end('done');
    expect((await Promise.all(flood)).filter((each) => each === null)).toHaveLength(4);
  });

  it('skip work that is no longer wanted when its turn comes', async () => {
    const takeTurn = makeTurns();
    const done: string[] = [];
    let wanted = true;
    const first = takeTurn(1, ALWAYS, async () => {
      wanted = false;
      return 'first';
    });
    const second = takeTurn(
      1,
      () => wanted,
      async () => void done.push('second'),
    );
    expect(await Promise.all([first, second])).toEqual(['first', null]);
    expect(done).toEqual([]);
  });

  it('continue after work that failed, and reject for its caller', async () => {
    const takeTurn = makeTurns();
    const failing = takeTurn(1, ALWAYS, () => Promise.reject(new Error('no')));
    const next = takeTurn(1, ALWAYS, async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});
