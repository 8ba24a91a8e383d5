import type { Page } from 'playwright-core';
import { passage } from './fill.ts';

/** A passage that no index knows, as two hand-ins have it. */
const SHARED = passage('own-10').slice(0, 240);

/** Word of the passage that one of them has replaced. */
export const REPLACED = ['屏幕', '显示器'] as const;

/** Three hand-ins of our own: the first two share a passage, with a word replaced; the third shares nothing, and has a zero-width space in a word. */
export const CLASS_FILES = [
  { name: '01.txt', text: `${passage('own-08')}\n${SHARED}` },
  { name: '02.txt', text: `${SHARED.replace(...REPLACED)}\n${passage('own-07')}` },
  { name: '03.txt', text: passage('own-11').replace('高考', '高\u200b考') },
].map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));

/** Chooses files on the check page. */
export function chooseFiles(page: Page, files: typeof CLASS_FILES): Promise<void> {
  return page.locator('input[type=file][multiple]').setInputFiles(files);
}
