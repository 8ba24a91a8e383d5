import { describe, expect, test } from 'vitest';
import { openBeside } from './beside.ts';
import { rowsOf } from './breadth.ts';
import { passage } from './fill.ts';
import { han, markedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * Highlights cannot paint text in form fields, so matches in fields are listed in the panel only.
 */

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [firefox!]))('fields in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('the panel lists matches in textareas and text inputs, and none in fields of other types', async () => {
    const { browser, site } = world;
    const { page, panel } = await openBeside(browser, site.url('fields.html'));
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

  test('a password that the page shows as text, and hides again, is never read', async () => {
    const { browser, site } = world;
    const { page, panel } = await openBeside(browser, site.url('fields.html'));
    const words = () => panel.evaluate(() => document.body.textContent!.replace(/\P{Script=Han}/gu, ''));
    const begin = (name: 'pa-01' | 'pb-01' | 'pb-11') => han(passage(name)).slice(0, 20);
    expect(await until(words, (all) => all.includes(begin('pa-01')))).toContain(begin('pa-01'));
    await page.bringToFront();
    for (const [type, later] of [
      ['text', 'pb-11'],
      ['password', 'pa-05'],
    ] as const) {
      await page.evaluate(
        (to) => document.querySelector<HTMLInputElement>('#password')!.setAttribute('type', to),
        type,
      );
      // Positive control: what was entered after it is listed.
      await page.evaluate((text) => {
        document.querySelector<HTMLInputElement>('#search')!.value = text;
      }, passage(later));
      const listed = await until(words, (all) => all.includes(han(passage(later)).slice(0, 20)));
      expect(listed).toContain(han(passage(later)).slice(0, 20));
      expect(listed).not.toContain(begin('pb-01'));
    }
    await panel.close();
    await page.close();
  });

  test('the panel follows values set by a script, a form reset, and fields in shadow trees', async () => {
    const { browser, site } = world;
    const { page, panel } = await openBeside(browser, site.url('shown/fields-by-script.html'));
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

  test('the panel says that a match stands in a field; "show on the page" scrolls the field to it and selects it', async () => {
    const { browser, site } = world;
    const { page, panel } = await openBeside(browser, site.url('long-textarea.html'));
    const excerpt = han(passage('pa-01')).slice(0, 10);
    const words = () => panel.evaluate(() => document.querySelector('.match')?.textContent ?? '');
    // Firefox shows the panel in its own language.
    const note = /在输入框中|in a text field/;
    expect(await until(words, (text) => note.test(text))).toMatch(note);
    const show = () => panel.evaluate(() => document.querySelector<HTMLButtonElement>('.match .excerpt')!.click());
    const field = () =>
      page.evaluate(() => {
        const { value, selectionStart, selectionEnd, scrollTop } = document.querySelector('textarea')!;
        const selected = value.slice(selectionStart, selectionEnd);
        return { selected, scrollTop, focus: document.activeElement?.localName };
      });

    await page.bringToFront();
    await page.evaluate(() => document.querySelector('input')!.focus());
    await show();
    const whileTyping = await until(field, ({ selected }) => selected !== '');
    expect(han(whileTyping.selected)).toContain(excerpt);
    expect(whileTyping.scrollTop).toBeGreaterThan(500);
    expect(whileTyping.focus).toBe('input');

    await page.evaluate(() => document.querySelector('input')!.blur());
    await show();
    expect((await until(field, ({ focus }) => focus === 'textarea')).focus).toBe('textarea');
    await panel.close();
    await page.close();
  });

  test('the panel follows setRangeText, and fields of a page that has written itself anew', async () => {
    const { browser, site } = world;
    const { page, panel } = await openBeside(browser, site.url('writes-anew.html'));
    const words = () => panel.evaluate(() => document.body.textContent!.replace(/\P{Script=Han}/gu, ''));
    const expectListed = async (name: 'pa-01' | 'pa-03' | 'pa-05' | 'pb-01') => {
      const begin = han(passage(name)).slice(0, 20);
      expect(await until(words, (all) => all.includes(begin))).toContain(begin);
    };
    await expectListed('pa-01');
    await page.bringToFront();
    await page.evaluate(() => {
      const { innerHTML } = document.querySelector('template')!;
      document.open();
      document.write(innerHTML);
      document.close();
    });
    await expectListed('pa-03');
    await page.evaluate((text) => document.querySelector('textarea')!.setRangeText(text), passage('pa-05'));
    await expectListed('pa-05');
    await page.evaluate((text) => {
      document.querySelector('textarea')!.focus();
      document.execCommand('selectAll');
      document.execCommand('insertText', false, text);
    }, passage('pb-01'));
    await expectListed('pb-01');
    await panel.close();
    await page.close();
  });
});
