import { describe, expect, test } from 'vitest';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import { shippedIndex } from '../bench/engine-parts.ts';
import type { TestFrame } from './browser.ts';
import { passage } from './fill.ts';
import { han, markedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers, sharedChromium } from './shared-browsers.ts';
import { startOnSite } from './start.ts';
import { backgroundOf, type ChromeInTest } from './ui-world.ts';

const index = shippedIndex();
const sentences = openSentenceIndex(index);

/** Han letters that the engine finds in a passage, of one kind. */
function lettersOf(name: Parameters<typeof passage>[0], kind: 'literal' | 'reworded'): string {
  const text = passage(name);
  const matches = addReworded(text, sentences, findMatches(text, index)).filter((match) => match.kind === kind);
  return han(matches.map(({ page }) => text.slice(page.start, page.end)).join(''));
}

const lettersUnder = async (frame: TestFrame, highlight: string): Promise<string> =>
  han(((await markedBy(frame))[highlight] ?? []).join(''));

const waitForReworded = (frame: TestFrame, least = 1): Promise<string> =>
  until(
    () => lettersUnder(frame, 'deja-lu-reworded'),
    (letters) => letters.length >= least,
  );

describe.each(sharedBrowsers)('reworded passages in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('are marked in their own style, beside the literal ones', async () => {
    const page = await world.browser.open(world.site.url('reworded.html'));
    const wanted = lettersOf('pb-15', 'reworded');
    expect(wanted.length).toBeGreaterThan(300);
    expect(await waitForReworded(page, wanted.length)).toBe(wanted);
    expect(await lettersUnder(page, 'deja-lu-literal')).toBe(lettersOf('pa-01', 'literal'));
    await page.close();
  });
});

describe('the switch of the tier', () => {
  const world = setUp(() => startOnSite(sharedChromium));

  test('unmarks reworded passages, leaves literal ones, and marks them again', async () => {
    const switchTo = (reworded: boolean) =>
      backgroundOf(world.browser)(
        (on) => (globalThis as unknown as ChromeInTest).chrome.storage.local.set({ settings: { reworded: on } }),
        reworded,
      );
    const page = await world.browser.open(world.site.url('reworded.html'));
    const before = await waitForReworded(page, 300);
    expect(before.length).toBeGreaterThan(300);
    await switchTo(false);
    const gone = (letters: string) => letters === '';
    expect(await until(() => lettersUnder(page, 'deja-lu-reworded'), gone)).toBe('');
    const literal = (letters: string) => letters.length > 300;
    expect(await until(() => lettersUnder(page, 'deja-lu-literal'), literal)).toBe(lettersOf('pa-01', 'literal'));
    await switchTo(true);
    expect(await waitForReworded(page, before.length)).toBe(before);
    await page.close();
  });
});
