import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { passage } from './fill.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { askFrom, type ChromeInTest, chooseInMenu, download, startUiWorld } from './ui-world.ts';

const words = wordsIn('zh_CN');

/** Names of files, ids of essays and hashes: they belong into JSON alone. */
const MACHINE_NAMES = /\.txt|\d{3}[_/][0-9a-f]|\b[0-9a-f]{8,}\b|shipped/;

describe('ways between the surfaces', () => {
  const world = setUp(() => startUiWorld('zh-CN'));

  const opensCheckPage = async (open: () => Promise<unknown>) => {
    const [check] = await Promise.all([world.browser.context.waitForEvent('page'), open()]);
    await check.getByRole('textbox').waitFor();
    expect(check.url()).toBe(world.browser.extensionUrl('check.html'));
    await check.close();
  };

  test('the page to check a text opens from the context menu', async () => {
    await opensCheckPage(() => chooseInMenu(world, { menuItemId: 'check-text' }, world.tab));
  });

  test('the page to check a text opens from the options page, and from the note on a page that cannot be read', async () => {
    const options = await world.surface('options.html', 800);
    await opensCheckPage(() => options.getByRole('button', { name: words.say('checkText') }).click());
    const unreadable = await world.browser.context.newPage();
    await unreadable.goto('chrome://version');
    const tab = await world.background(async () => {
      const { chrome } = globalThis as unknown as ChromeInTest;
      return (await chrome.tabs.query({ active: true }))[0]!.id;
    }, undefined);
    const panel = await world.surface(`sidepanel.html?tab=${tab}`);
    await panel.getByText(words.say('stateBrowserPage')).waitFor();
    await opensCheckPage(() => panel.getByRole('button', { name: words.say('checkText') }).click());
    await Promise.all([options.close(), unreadable.close(), panel.close()]);
  });

  test('clicking a source in the popup shows its first match on the page', async () => {
    const popup = await world.popup();
    const panel = await world.panel();
    await panel.locator('.match').first().waitFor();
    const name = await popup.locator('.essays .name').last().textContent();
    await popup.locator('.essays button').last().click();
    const current = panel.locator('.match[aria-current]');
    await current.waitFor();
    expect(await current.locator('.name').textContent()).toBe(name);
    expect(await world.page.evaluate(() => CSS.highlights.has('deja-lu-flash'))).toBe(true);
    await Promise.all([popup.close(), panel.close()]);
  });

  test('in the comparison, the citation is copied and the web searched on click only', async () => {
    await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = await world.panel();
    await panel.locator('.compare-button').first().click();
    await panel.getByRole('button', { name: words.say('copyCitation') }).click();
    await panel.locator('.toast', { hasText: words.say('copied') }).waitFor();
    const copied = await panel.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(await panel.locator('.compare strong').first().textContent());
    const [search] = await Promise.all([
      world.browser.context.waitForEvent('page'),
      panel.getByRole('button', { name: words.say('searchWeb') }).click(),
    ]);
    const addresses = () =>
      world.background(async () => {
        const tabs = await (globalThis as unknown as ChromeInTest).chrome.tabs.query({});
        return tabs.map(({ url, pendingUrl }) => pendingUrl || url || '');
      }, undefined);
    const open = await until(addresses, (all) => all.some((url) => url.includes('search?q=')));
    expect(open).toContainEqual(expect.stringContaining('search?q='));
    await Promise.all([search.close(), panel.close()]);
  });

  test('an original that is opened as a file is compared word by word', async () => {
    const panel = await world.panel();
    await panel.locator('.compare-button').first().click();
    await panel.locator('.original summary').click();
    await panel.locator('.original input[type=file]').setInputFiles({
      name: 'original.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`编者按。${passage('pa-01')}`),
    });
    await panel.getByText(words.say('originalFound')).waitFor();
    expect((await panel.locator('.original .aligned').textContent())!.length).toBeGreaterThan(50);
    await panel.close();
  });

  test('the options list the index with its documents, their essays and dates, its size and version; keys, help and licence', async () => {
    const options = await world.surface('options.html', 800);
    await options.locator('.corpus li').first().waitFor();
    const { compared, bytes, letters, documents } = await askFrom(options, 'corpus', {});
    expect(compared.essays).toBe(54);
    const shown = await options.locator('main').innerText();
    for (const fact of [
      words.number(compared.essays),
      words.count('letters', letters),
      `${words.number(Math.round(bytes / 1000))} kB`,
      compared.version,
      ...documents.flatMap(({ title, date, essays }) => [
        title,
        date.slice(0, 10),
        words.count('corpusDocument', essays),
      ]),
      words.say('aboutHelp'),
      words.say('aboutVersion', '0.1.0'),
      words.say('commandNext'),
      'Alt+Shift+J',
      'MIT',
    ])
      expect(shown).toContain(fact);
    await options.close();
  });

  test('no surface and no report for people shows a name of a file, an id or a hash', async () => {
    const panel = await world.panel();
    await panel.locator('.match').first().waitFor();
    const shown = (surface: Page) => surface.locator('main').innerText();
    expect(await shown(panel)).not.toMatch(MACHINE_NAMES);
    const { text: html } = await download(panel, words.say('saveHtml'));
    const { text: csv } = await download(panel, words.say('saveCsv'));
    await panel.getByRole('tab').nth(1).click();
    await panel.locator('.source').first().waitFor();
    expect(await shown(panel)).not.toMatch(MACHINE_NAMES);
    await panel.getByRole('tab').nth(0).click();
    await panel.locator('.compare-button').first().click();
    await panel.locator('.aligned').waitFor();
    expect(await shown(panel)).not.toMatch(MACHINE_NAMES);
    const popup = await world.popup();
    await popup.locator('.essays .name').first().waitFor();
    expect(await shown(popup)).not.toMatch(MACHINE_NAMES);
    const report = await world.browser.context.newPage();
    await report.setContent(html);
    const address = world.page.url();
    expect((await report.locator('body').innerText()).replaceAll(address, '')).not.toMatch(MACHINE_NAMES);
    expect(csv.replaceAll(address, '')).not.toMatch(MACHINE_NAMES);
    await Promise.all([panel.close(), popup.close(), report.close()]);
  });

  test('ignored matches are listed in reports, and confirmed matches are marked as confirmed', async () => {
    const panel = await world.panel();
    const rows = panel.locator('.match');
    await rows.first().waitFor();
    await rows
      .first()
      .getByRole('button', { name: words.say('notAMatch') })
      .click();
    await panel.locator('.ignored').waitFor();
    await rows
      .first()
      .getByRole('button', { name: words.say('confirm') })
      .click();
    await rows.first().locator('.verdict').waitFor();
    const { text: html } = await download(panel, words.say('saveHtml'));
    const { text: csv } = await download(panel, words.say('saveCsv'));
    const { text: json } = await download(panel, words.say('saveJson'));
    expect(html).toContain(words.count('ignored', 1));
    for (const report of [html, csv]) {
      expect(report).toContain(words.say('dismissedMatch'));
      expect(report).toContain(words.say('confirmed'));
    }
    expect((JSON.parse(json) as { figures: { ignored: number } }).figures.ignored).toBe(1);
    await panel
      .locator('.verdict')
      .getByRole('button', { name: words.say('undo') })
      .click();
    await panel.getByRole('checkbox', { name: words.say('showDismissed') }).check();
    await panel
      .locator('.verdict')
      .getByRole('button', { name: words.say('undo') })
      .click();
    await panel.locator('.ignored').waitFor({ state: 'detached' });
    await panel.close();
  });
});
