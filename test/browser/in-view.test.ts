import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

describe.each(startBoth)('a long page in %s', (_name, start) => {
  let browser: TestBrowser;
  let site: Site;
  beforeAll(async () => {
    [browser, site] = await Promise.all([start(), startSite()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('what is in view is marked first', { timeout: 120_000 }, async () => {
    const page = await browser.open(site.url('far.html'));
    const painted = await until(
      () => page.evaluate(() => (globalThis as unknown as { painted: string[] }).painted),
      (ids) => ids.length === 2,
      60_000,
    );
    expect(painted).toEqual(['in-view', 'above']);
    await page.close();
  });
});
