import { beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { openPopover, popoverOf, pressInPopover, untilObeyed } from './closed-popover.ts';
import { passage } from './fill.ts';
import { han, until } from './marks.ts';
import { axeFindings, cutText } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { chromeTab, command, ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

describe.each(rowsOf([SIMPLIFIED], [ENGLISH, TRADITIONAL]))('a reworded match in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));
  let tab: number;
  const panel = (width?: number) => world.surface(`sidepanel.html?tab=${tab}`, width);

  beforeAll(async () => {
    const url = world.site.url('reworded.html');
    await world.page.goto(url);
    const reworded = () => world.page.evaluate(() => CSS.highlights.get('deja-lu-reworded')?.size ?? 0);
    expect(await until(reworded, (size) => size > 0)).toBeGreaterThan(0);
    tab = await chromeTab(world, url);
  });

  test('is listed after the literal ones of the page, and the filter by kind separates them: with the mouse', async () => {
    const surface = await panel();
    await surface.locator('.match.reworded').first().waitFor();
    const literal = await surface.locator('.match.literal').count();
    const reworded = await surface.locator('.match.reworded').count();
    expect([literal > 0, reworded > 0]).toEqual([true, true]);
    const kind = surface.getByRole('combobox', { name: words.say('filterKind') });
    await kind.selectOption('reworded');
    await surface.locator('.match.literal').first().waitFor({ state: 'detached' });
    expect(await surface.locator('.match').count()).toBe(reworded);
    await kind.selectOption('near');
    await surface.locator('.match.reworded').first().waitFor({ state: 'detached' });
    expect(await surface.locator('.match').count()).toBe(literal);
    await surface.close();
  });

  test('filters by kind and by source: with keys alone', async () => {
    const surface = await panel();
    await surface.locator('.match.reworded').first().waitFor();
    const [literal, all] = [await surface.locator('.match.literal').count(), await surface.locator('.match').count()];
    const kind = surface.getByRole('combobox', { name: words.say('filterKind') });
    await kind.focus();
    await surface.keyboard.press('ArrowDown');
    await surface.locator('.match.reworded').first().waitFor({ state: 'detached' });
    expect(await surface.locator('.match').count()).toBe(literal);
    await surface.keyboard.press('ArrowUp');
    await surface.locator('.match.reworded').first().waitFor();
    await surface.keyboard.press('Tab');
    const source = surface.getByRole('combobox', { name: words.say('filterSource') });
    expect(await source.evaluate((element) => element === document.activeElement)).toBe(true);
    await surface.keyboard.press('ArrowDown');
    const fewer = await until(
      () => surface.locator('.match').count(),
      (count) => count < all,
    );
    expect(fewer).toBeGreaterThan(0);
    expect(fewer).toBeLessThan(all);
    await surface.close();
  });

  test('from its mark to the comparison: two clicks; the page’s sentences are shown with what is known of the essay’s', async () => {
    const popover = await openPopover(world.page, 0, 'deja-lu-reworded');
    expect(popover.html).toContain(words.say('kind_reworded'));
    expect(popover.html).toContain(words.say('inOtherWords'));
    expect(popover.html).not.toContain(words.say('noChanges'));
    await pressInPopover(world.page, popover, words.say('openPanel'));
    const surface = await panel();
    await surface.locator('.sentences li').first().waitFor();
    const sentences = await surface.locator('.sentences li mark').allTextContents();
    expect(sentences.length).toBeGreaterThan(2);
    for (const sentence of sentences) expect(han(passage('pb-15'))).toContain(han(sentence));
    expect(await surface.locator('main').textContent()).not.toMatch(/\.txt|\d{3}_[0-9a-f]{8}|□/);
    const first = surface.locator('.sentences details').first();
    await first.locator('summary').click();
    expect(await first.locator('p').textContent()).toMatch(/\d.*\d.*\d%/);
    await surface.getByText(words.say('rewordedHint')).waitFor();
    expect(await axeFindings(surface)).toEqual([]);
    await surface.close();
  });

  test('from its mark to the comparison: two keys, after "next match"', async () => {
    const surface = await panel(280);
    // A panel that opens soon after a match was asked for shows that match: Escape leads to the list.
    await surface.locator('.sentences, .matches').first().waitFor();
    if (await surface.locator('.sentences').isVisible()) await surface.keyboard.press('Escape');
    await surface.locator('.match').first().waitFor();
    const all = await surface.locator('.match').count();
    await world.page.bringToFront();
    let html = '';
    for (let i = 0; i < all && !html.includes(words.say('inOtherWords')); i++) {
      const before = html;
      await command(world, 'next-match', tab);
      html = (await until(
        async () => (await popoverOf(world.page))?.html ?? '',
        (now) => now !== '' && now !== before,
      ))!;
    }
    expect(html).toContain(words.say('inOtherWords'));
    await untilObeyed(world.page);
    await world.page.keyboard.press('Enter');
    await surface.locator('.sentences li').first().waitFor();
    expect(await cutText(surface), '280 px').toEqual([]);
    await surface.keyboard.press('Escape');
    await surface.getByRole('tablist').waitFor();
    await surface.close();
  });
});
