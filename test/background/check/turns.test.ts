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
    expect(done).toEqual(['1a', '1b', '2a', 'text', '1c']);
  });

  it('run one piece of work at a time', async () => {
    const takeTurn = makeTurns();
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all([1, 2, 3].map((tab) => takeTurn(tab, ALWAYS, work)));
    expect(most).toBe(1);
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
