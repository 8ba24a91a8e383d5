import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { until } from './marks.ts';

/*
 * The library page as tests of both browsers drive it: by its labels, in the language that it shows.
 */

interface AskingPage {
  readonly chrome: {
    readonly runtime: { sendMessage(message: object): Promise<{ value: { marks: readonly { title: string }[] } }> };
  };
}

/** The titles of the essays that a text also stands in, in the order of its marks; each once. */
export function titlesFoundIn(page: TestPage, text: string): Promise<string[]> {
  return page.evaluate(async (asked) => {
    const { runtime } = (globalThis as unknown as AskingPage).chrome;
    const { value } = await runtime.sendMessage({ dejaLu: 'check-text', ask: { text: asked } });
    return [...new Set(value.marks.map(({ title }) => title))];
  }, text);
}

/** Tells the background that the library has changed, as its page does. */
export function tellChanged(page: TestPage): Promise<void> {
  return page.evaluate(async () => {
    await (globalThis as unknown as AskingPage).chrome.runtime.sendMessage({ dejaLu: 'library-changed', ask: {} });
  });
}

/** Presses the first button with this label, or label in part. */
export async function press(page: TestPage, label: string): Promise<void> {
  const pressed = () =>
    page.evaluate((wanted) => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(wanted));
      button?.click();
      return button !== undefined;
    }, label);
  if (!(await until(pressed, (is) => is))) throw new Error(`There is no button "${label}"`);
}

/** The library page, open. */
export interface LibraryDriver {
  readonly page: TestPage;
  readonly words: Words;
  /** What the page says is wrong; `''` if nothing is. */
  problem(): Promise<string>;
  /** The titles that are listed, as they are sorted. */
  titles(): Promise<string[]>;
  /** Pastes an essay and adds it. */
  add(text: string, title: string): Promise<void>;
  /** Waits until these titles are listed, sorted, and nothing is being indexed. */
  indexed(...titles: readonly string[]): Promise<void>;
  /** Gives a file to the field that restores backups; the library is merged with it, or replaced. */
  restore(text: string, mode?: 'merge' | 'replace'): Promise<void>;
  /** Gives text files to the field that adds files. */
  addFiles(files: readonly { readonly name: string; readonly text: string }[]): Promise<void>;
  /** The texts of files that the page has saved since it was opened. */
  saved(): Promise<string[]>;
}

interface GivenFiles {
  readonly field: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** Puts text files into a field, as choosing them does; runs in the page. */
function give({ field, files }: GivenFiles): void {
  const input = document.querySelector<HTMLInputElement>(field)!;
  const data = new DataTransfer();
  for (const { name, text } of files) data.items.add(new File([text], name));
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function keepSaved(): void {
  const kept: Blob[] = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    kept.push(blob as Blob);
    return make.call(URL, blob);
  };
  Object.assign(globalThis, { kept });
}

function driverOf(page: TestPage, words: Words): LibraryDriver {
  const titles = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.essays .essay > span')].map((row) => row.firstChild?.textContent ?? ''),
    );
  const isBusy = (waiting: string) =>
    document.querySelector('progress') !== null ||
    [...document.querySelectorAll('.essays > li')].some(({ textContent }) => textContent?.includes(waiting));
  return {
    page,
    words,
    titles,
    problem: () => page.evaluate(() => document.querySelector('[role=alert] .warn')?.textContent ?? ''),
    async add(text, title) {
      await page.evaluate(
        (given) => {
          const type = (into: HTMLInputElement | HTMLTextAreaElement, value: string) => {
            into.value = value;
            into.dispatchEvent(new Event('input', { bubbles: true }));
          };
          const form = document.querySelector('form')!;
          type(form.querySelector('textarea')!, given.text);
          type(form.querySelector('.facts input')!, given.title);
        },
        { text, title },
      );
      await press(page, words.say('libraryAddButton'));
    },
    async indexed(...wanted) {
      const state = async () => ({
        listed: (await titles()).sort(),
        busy: await page.evaluate(isBusy, words.say('libraryNotIndexed')),
      });
      const expected = JSON.stringify({ listed: [...wanted].sort(), busy: false });
      const last = await until(state, (now) => JSON.stringify(now) === expected, 20_000);
      if (JSON.stringify(last) !== expected) throw new Error(`${JSON.stringify(last)} instead of ${expected}`);
    },
    async restore(text, mode = 'merge') {
      await page.evaluate((value) => document.querySelector<HTMLInputElement>(`input[value=${value}]`)!.click(), mode);
      const files = [{ name: 'backup.json', text }];
      await page.evaluate(give, { field: 'input[type=file][accept*=json]', files });
    },
    addFiles: (files) => page.evaluate(give, { field: 'input[type=file][multiple]', files }),
    saved: () =>
      page.evaluate(() => Promise.all((globalThis as unknown as { kept: Blob[] }).kept.map((blob) => blob.text()))),
  };
}

/** Waits until the library page is there and has read the library, or said why it cannot. */
export async function driveLibrary(page: TestPage): Promise<LibraryDriver> {
  const busy = () => page.evaluate(() => document.querySelector('.library')?.getAttribute('aria-busy') ?? '');
  await until(busy, (is) => is === 'false', 15_000);
  await page.evaluate(keepSaved);
  const tag = await page.evaluate(() => document.documentElement.lang);
  return driverOf(page, wordsIn(tag === 'en' ? 'en' : tag === 'zh-TW' ? 'zh_TW' : 'zh_CN'));
}

/** Opens the library page. */
export async function openLibrary(browser: TestBrowser): Promise<LibraryDriver> {
  return driveLibrary(await browser.open(browser.extensionUrl('library.html')));
}
