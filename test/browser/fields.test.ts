import { describe, expect, test } from 'vitest';
import { newestTab } from './allow.ts';
import { passage } from './fill.ts';
import { han, markedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * Typed-in fields cannot be painted: the panel lists their matches.
 */

describe.each(startBoth)('fields in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('the panel lists what stands in textareas and text inputs, and nothing of other fields', async () => {
    const { browser, site } = world;
    const own = await browser.open(browser.extensionUrl('options.html'));
    const page = await browser.open(site.url('fields.html'));
    const tab = await newestTab(own);
    await own.close();
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    const words = () => panel.evaluate(() => document.body.textContent!.replace(/\P{Script=Han}/gu, ''));
    const begin = (name: 'pa-01' | 'pa-03' | 'pb-01' | 'pb-05' | 'pb-11') => han(passage(name)).slice(0, 20);
    const listed = await until(words, (all) => all.includes(begin('pa-01')) && all.includes(begin('pa-03')));
    expect(listed).toContain(begin('pa-01'));
    expect(listed).toContain(begin('pa-03'));
    expect(listed).not.toContain(begin('pb-01'));
    expect(listed).not.toContain(begin('pb-05'));
    expect(await markedBy(page)).toEqual({});

    await page.bringToFront();
    await page.evaluate((text) => {
      const search = document.querySelector<HTMLInputElement>('#search')!;
      search.value = text;
      search.dispatchEvent(new Event('input', { bubbles: true }));
    }, passage('pb-11'));
    expect(await until(words, (all) => all.includes(begin('pb-11')))).toContain(begin('pb-11'));
    await panel.close();
    await page.close();
  });

  test('the panel follows values that a script sets, a form resets, and fields in shadow trees', async () => {
    const { browser, site } = world;
    const own = await browser.open(browser.extensionUrl('options.html'));
    const page = await browser.open(site.url('shown/fields-by-script.html'));
    const tab = await newestTab(own);
    await own.close();
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    await page.bringToFront();
    const words = () => panel.evaluate(() => document.body.textContent!.replace(/\P{Script=Han}/gu, ''));
    const begin = (name: 'pa-01' | 'pa-03' | 'pa-05' | 'pb-01') => han(passage(name)).slice(0, 20);
    const expectListed = async (name: Parameters<typeof begin>[0], isListed = true) =>
      expect(await until(words, (all) => all.includes(begin(name)) === isListed)).toSatisfy(
        (all: string) => all.includes(begin(name)) === isListed,
      );
    await expectListed('pa-01');
    await page.evaluate((text) => {
      document.querySelector<HTMLTextAreaElement>('#area')!.value = text;
    }, passage('pa-03'));
    await expectListed('pa-03');
    await page.evaluate((text) => {
      document.querySelector<HTMLInputElement>('#line')!.value = text;
    }, passage('pa-05'));
    await expectListed('pa-05');
    await page.evaluate((text) => {
      document.querySelector('x-field')!.shadowRoot!.querySelector('textarea')!.value = text;
    }, passage('pb-01'));
    await expectListed('pb-01');
    await page.evaluate(() => document.querySelector<HTMLFormElement>('#form')!.reset());
    await expectListed('pa-03', false);
    await expectListed('pa-05', false);
    await expectListed('pb-01');
    await panel.close();
    await page.close();
  });
});
