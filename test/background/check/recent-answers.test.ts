import { describe, expect, it } from 'vitest';
import { RecentAnswers } from '../../../src/background/check/recent-answers.ts';

describe('recent answers', () => {
  it('are computed once for all callers that ask during and after the computation', async () => {
    const answers = new RecentAnswers<number>(2);
    let made = 0;
    const make = async () => ++made;
    expect(await Promise.all([answers.get('a', make), answers.get('a', make)])).toEqual([1, 1]);
    expect(await answers.get('a', make)).toBe(1);
  });

  it('count as wanted as long as one waiting caller wants them', async () => {
    const answers = new RecentAnswers<boolean[]>(2);
    let first = true;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const make = async (isWanted: () => boolean) => {
      const before = isWanted();
      await held;
      return [before, isWanted()];
    };
    const asked = [answers.get('a', make, () => first), answers.get('a', make)];
    first = false;
    release();
    expect(await asked[0]).toEqual([true, true]);
  });

  it('hold none of those who ask once they are made', async () => {
    const answers = new RecentAnswers<string>(2);
    const asked: (() => boolean)[] = [];
    const make = async (isWanted: () => boolean) => {
      asked.push(isWanted);
      return isWanted() ? 'wanted' : 'unwanted';
    };
    expect(await answers.get('a', make)).toBe('wanted');
    let looks = 0;
    const wants = () => ++looks > 0;
    expect(await answers.get('a', make, wants)).toBe('wanted');
    expect([asked.map((isWanted) => isWanted()), looks]).toEqual([[false], 0]);
  });

  it('that were dropped or failed are computed again', async () => {
    const answers = new RecentAnswers<string | null>(2);
    expect(await answers.get('a', async () => null)).toBeNull();
    await expect(answers.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await answers.get('a', async () => 'made')).toBe('made');
  });

  it('are evicted after too many other keys were used', async () => {
    const answers = new RecentAnswers<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) await answers.get(key, async () => key);
    expect(await answers.get('a', async () => 'anew')).toBe('a');
    expect(await answers.get('b', async () => 'anew')).toBe('anew');
  });
});
