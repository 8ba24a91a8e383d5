import { describe, expect, test } from 'vitest';
import type { TestPage } from './browser.ts';
import { checkedView } from './checked.ts';
import { markedLetters } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/** Grounds of a highlight of ours and of one that nobody has a rule for, as a script of the page can ask for them. */
function groundsOf(page: TestPage): Promise<{ readonly ours: string; readonly unknown: string }> {
  return page.evaluate(() => {
    const ground = (name: string) => getComputedStyle(document.documentElement, `::highlight(${name})`).backgroundColor;
    return { ours: ground('deja-lu-literal'), unknown: ground('nobody') };
  });
}

describe.each(sharedBrowsers)('the style of marks in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('is in no page without a match, and in one with a match', async () => {
    const { browser, site } = world;
    const without = await browser.open(site.url('own.html'));
    await checkedView(browser, without);
    const unmarked = await groundsOf(without);
    expect(unmarked.ours).toBe(unmarked.unknown);
    const page = await browser.open(site.url('plain.html'));
    await markedLetters(page);
    const marked = await groundsOf(page);
    expect(marked.ours).not.toBe(marked.unknown);
    await Promise.all([without.close(), page.close()]);
  });
});
