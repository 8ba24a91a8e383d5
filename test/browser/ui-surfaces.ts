import type { Page } from 'playwright-core';
import type { wordsIn } from '../locale/words-in.ts';
import { CLASS_FILES, chooseFiles } from './class-files.ts';
import { passage } from './fill.ts';
import { askFrom, type UiWorld } from './ui-world.ts';

/** A surface with data in it: its name, the page of the extension that shows it, and how to bring it there. */
export type Surface = readonly [name: string, path: () => string, ready: (page: Page) => Promise<unknown>];

/** Every surface of the extension's own pages, as they look with matches, judgements and without. They judge matches: clear that. */
export function surfacesOf(world: UiWorld, words: ReturnType<typeof wordsIn>): readonly Surface[] {
  /** Ignores or confirms the first match of the page that is not ignored yet. */
  const judgeFirst = async (surface: Page, judgement: 'dismiss' | 'confirm') => {
    const { matches } = await askFrom(surface, 'view', { tab: world.tab });
    const { id } = matches.find(({ dismissed }) => dismissed === null)!;
    if (judgement === 'dismiss') await askFrom(surface, 'dismiss', { tab: world.tab, id, scope: 'match' });
    else await askFrom(surface, 'confirm', { tab: world.tab, id, note: '已与出处核对' });
  };

  return [
    ['the popup', () => `popup.html?tab=${world.tab}`, (page) => page.locator('.figure').waitFor()],
    [
      'the list of matches',
      () => `sidepanel.html?tab=${world.tab}`,
      (page) => page.locator('.match').first().waitFor(),
    ],
    [
      'the list of sources',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.getByRole('tab').nth(1).click();
        await page.locator('.source').first().waitFor();
      },
    ],
    [
      'a match beside its source',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.locator('.match .compare-button').first().click();
        await page.locator('.step').first().waitFor();
      },
    ],
    [
      'a page that cannot be checked',
      () => 'sidepanel.html?tab=99999999',
      (page) => page.getByRole('status').first().waitFor(),
    ],
    [
      'the list of matches after one was ignored, with the ignored one shown',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        const first = page.locator('.match').first();
        await first.getByRole('button', { name: words.say('notAMatch') }).click();
        await page.getByRole('checkbox').check();
        await page.locator('.verdict').waitFor();
      },
    ],
    [
      'the page to check a text',
      () => 'check.html',
      async (page) => {
        await page.getByRole('textbox').fill(passage('pa-01'));
        await page.locator('.marked mark').first().waitFor();
      },
    ],
    [
      'the page to check files, with a pair side by side',
      () => 'check.html',
      async (page) => {
        await chooseFiles(page, CLASS_FILES);
        await page.locator('.pair summary').click();
        await page.locator('.sides mark').first().waitFor();
      },
    ],
    [
      'a file of a class with the panel beside it, the matrix, and what goes into the report',
      () => 'check.html',
      async (page) => {
        await chooseFiles(page, CLASS_FILES);
        await page.getByRole('button', { name: '01.txt' }).first().click();
        await page.locator('.marked mark.shared').waitFor();
        for (const summary of [
          words.say('matrixShow', words.count('files', 3)),
          words.say('reportChoose', words.count('files', 3), words.count('pairs', 1)),
        ])
          await page.getByText(summary).click();
        await page.locator('.matrix td button').first().click();
        await page.locator('.boxes input').first().waitFor();
      },
    ],
    [
      'the menu that saves',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.locator('.menu > button').click();
        await page.locator('.menu li').first().waitFor();
      },
    ],
    [
      'the popup after a match was ignored',
      () => `popup.html?tab=${world.tab}`,
      async (page) => {
        await judgeFirst(page, 'dismiss');
        await page.locator('.ignored').waitFor();
      },
    ],
    ['the options', () => 'options.html', (page) => page.locator('kbd').first().waitFor()],
    [
      'the options with an ignored and a confirmed match',
      () => 'options.html',
      async (page) => {
        await judgeFirst(page, 'dismiss');
        await judgeFirst(page, 'confirm');
        await page.reload();
        await page.locator('.judgements li').nth(1).waitFor();
      },
    ],
    [
      'the library with an essay',
      () => 'library.html',
      async (page) => {
        await page.locator('.library[aria-busy=false]').waitFor();
        if ((await page.locator('.essays > li').count()) === 0) {
          await page.locator('.library textarea').fill(passage('own-01'));
          await page.locator('.library form .primary').click();
        }
        await page.locator('.essays > li').first().waitFor();
        // Indexing begins a moment after the essay is listed; its progress has controls of its own.
        await page.waitForFunction(
          (waiting) =>
            !document.querySelector('progress') && !document.querySelector('.essays')?.textContent?.includes(waiting),
          words.say('libraryNotIndexed'),
        );
      },
    ],
    ['the first-run page', () => 'welcome.html', (page) => page.locator('mark').first().waitFor()],
  ];
}
