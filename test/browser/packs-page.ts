import { languageFor, type Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import type { TestPage } from './browser.ts';
import { until } from './marks.ts';

/*
 * What tests do with packs on the library page, in either browser.
 */

/** Waits until the library page is there with what is stored. */
export async function libraryIsOpen(page: TestPage): Promise<void> {
  await until(
    () => page.evaluate(() => document.querySelector('.library')?.getAttribute('aria-busy') ?? ''),
    (busy) => busy === 'false',
  );
}

/** Puts a file into a field for files, as choosing it does. */
export function giveFile(page: TestPage, field: string, name: string, bytes: Uint8Array): Promise<void> {
  return page.evaluate(
    (given) => {
      const input = document.querySelector<HTMLInputElement>(given.field)!;
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(given.base64), (char) => char.charCodeAt(0))], given.name));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { field, name, base64: Buffer.from(bytes).toString('base64') },
  );
}

/** The text of what a selector names, as far as it is there. */
export function textOf(page: TestPage, selector: string): Promise<string> {
  return page.evaluate((of) => document.querySelector(of)?.textContent ?? '', selector);
}

/** Presses the first button with this name inside of what a selector names; waits until it is there. */
export async function press(page: TestPage, name: string, inside = 'main'): Promise<void> {
  const pressed = await until(
    () =>
      page.evaluate(
        (ask) => {
          const buttons = [...document.querySelectorAll<HTMLElement>(`${ask.inside} button`)];
          const button = buttons.find(({ textContent }) => textContent === ask.name);
          button?.click();
          return button !== undefined;
        },
        { name, inside },
      ),
    (found) => found,
  );
  if (!pressed) throw new Error(`there is no button "${name}" in ${inside}`);
}

/** Installs a pack from its file; resolves with what the page says of it. */
export async function installPackFile(page: TestPage, blob: Blob): Promise<string> {
  await giveFile(page, 'input[accept=".djlp"]', 'pack.djlp', new Uint8Array(await blob.arrayBuffer()));
  return until(
    () => textOf(page, '.pack-outcome[aria-busy="false"]'),
    (text) => text !== '',
  );
}

/** Removes the only pack that is installed, and confirms it; resolves with what the list of packs says then: nothing. */
export async function removePack(page: TestPage, words: Words): Promise<string> {
  await press(page, words.say('packRemove'), '.packs');
  await press(page, words.say('packRemoveYes'), '.packs');
  return until(
    () => textOf(page, '.packs'),
    (text) => text === '',
  );
}

/** Types the address of a pack into the form of the library page, and confirms its host. */
export async function subscribe(page: TestPage, words: Words, address: string): Promise<void> {
  await page.evaluate((typed) => {
    const field = document.querySelector<HTMLInputElement>('input[inputmode="url"]')!;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, address);
  await press(page, words.say('packSubscribe'));
  await press(page, words.say('packConfirm', new URL(address).host));
}

/** The words of the language that a page of the extension is shown in. */
export async function wordsOf(page: TestPage): Promise<Words> {
  const tag = await page.evaluate(() => document.documentElement.lang);
  return wordsIn(languageFor('auto', tag));
}

interface AskingPage {
  readonly chrome: {
    readonly runtime: { sendMessage(message: object): Promise<{ value: unknown }> };
  };
}

function ask(page: TestPage, name: string, body: object): Promise<unknown> {
  return page.evaluate(
    async (message) => (await (globalThis as unknown as AskingPage).chrome.runtime.sendMessage(message)).value,
    {
      dejaLu: name,
      ask: body,
    },
  );
}

/** The titles of the essays that a text shares passages with, asked from a page of the extension. */
export async function titlesIn(page: TestPage, text: string): Promise<string[]> {
  const { marks } = (await ask(page, 'check-text', { text })) as { marks: readonly { title: string }[] };
  return [...new Set(marks.map(({ title }) => title))];
}

/** What the background says of a tab's page, as JSON. */
export async function viewOf(page: TestPage, tab: number): Promise<string> {
  return JSON.stringify(await ask(page, 'view', { tab }));
}
