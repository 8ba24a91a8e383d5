import type { Page } from 'playwright-core';
import type { Language } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';

/** What tests do on the library page, by the words of its language. */
export function libraryPage(page: Page, language: Language) {
  const words = wordsIn(language);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const rows = page.locator('.essays > li');
  return {
    rows,
    button,
    /** Waits until this many essays are listed and all of them are indexed. */
    async indexed(essays: number): Promise<void> {
      await page.waitForFunction(
        ([wanted, waiting]) => {
          const listed = [...document.querySelectorAll('.essays > li')];
          const isReady = listed.every(({ textContent }) => !textContent?.includes(waiting as string));
          return listed.length === wanted && isReady && !document.querySelector('progress');
        },
        [essays, words.say('libraryNotIndexed')] as const,
      );
    },
    /** Deletes the only essay that is listed, and waits until none is. */
    async deleteOnly(): Promise<void> {
      await rows
        .first()
        .getByRole('button', { name: words.say('delete') })
        .click();
      await rows.first().waitFor({ state: 'detached' });
    },
    /** Pastes an essay and adds it. */
    async paste(text: string, title: string): Promise<void> {
      await page.getByLabel(words.say('libraryPaste')).fill(text);
      await page.getByLabel(words.say('essayTitle')).first().fill(title);
      await button(words.say('libraryAddButton')).click();
    },
  };
}
