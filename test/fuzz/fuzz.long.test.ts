import { describe, expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { TARGETS } from './targets/all.ts';

/** Another seed each day, so that runs add up; `npm run fuzz` repeats one. */
const seed = Math.floor(Date.now() / 86_400_000) * 10_000;

describe('each reader', () => {
  test.each(TARGETS.map(({ name }) => name))(
    'refuses hostile input with a reason, or is harmless: %s',
    async (target) => {
      const { runs, letIn, findings } = await fuzz({ target, seed, runs: 3_000, time: 60_000 });
      expect(findings).toEqual([]);
      // On a busy machine fewer, but some, and not all of them refused.
      expect(runs).toBeGreaterThan(100);
      expect(letIn).toBeGreaterThan(0);
    },
  );
});
