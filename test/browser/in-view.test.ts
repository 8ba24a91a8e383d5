import { describe, expect, test } from 'vitest';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

describe.each(sharedBrowsers)('a long page in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('what is in view is marked first', { timeout: 120_000 }, async () => {
    const page = await world.browser.open(world.site.url('far.html'));
    const painted = await until(
      () => page.evaluate(() => (globalThis as unknown as { painted: string[] }).painted),
      (ids) => ids.length === 2,
      60_000,
    );
    expect(painted).toEqual(['in-view', 'above']);
    await page.close();
  });
});
