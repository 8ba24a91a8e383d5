import type { Page } from 'playwright-core';
import { passage } from './fill.ts';

/** A passage that no index knows, as two hand-ins have it. */
const SHARED = passage('own-10').slice(0, 240);

/** Word of the passage that one of them has replaced. */
export const REPLACED = ['屏幕', '显示器'] as const;

function inFile({ name, text }: { readonly name: string; readonly text: string }) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** Three hand-ins of our own: the first two share a passage, with a word replaced; the third shares nothing, and has a zero-width space in a word. */
export const CLASS_FILES = [
  { name: '01.txt', text: `${passage('own-08')}\n${SHARED}` },
  { name: '02.txt', text: `${SHARED.replace(...REPLACED)}\n${passage('own-07')}` },
  { name: '03.txt', text: passage('own-11').replace('高考', '高\u200b考') },
].map(inFile);

/** Chooses files on the check page. */
export function chooseFiles(page: Page, files: typeof CLASS_FILES): Promise<void> {
  return page.locator('input[type=file][multiple]').setInputFiles(files);
}

/** Five hand-ins that quote one passage, the last with small changes, each among sentences of its own. */
export const MANY_FILES = (['own-01', 'own-02', 'own-03', 'own-04', 'own-05'] as const)
  .map((own, i) => ({
    name: `${i + 1}.txt`,
    text: `${passage(own)}\n${i < 4 ? SHARED : SHARED.replace(...REPLACED)}`,
  }))
  .map(inFile);

/** Words of our own that no template essay has in the place of another. */
const OWN_WORDS = [
  '石榴',
  '屋檐',
  '竹篮',
  '蜻蜓',
  '井绳',
  '瓦罐',
  '柳笛',
  '磨盘',
  '蓑衣',
  '灯笼',
  '渡口',
  '桑葚',
  '麦垛',
  '蒲扇',
  '芦花',
  '铁锅',
];

/** A text with two letters of its Han stretches replaced at every `step`-th letter from `first` on. */
function altered(text: string, first: number, step: number): string {
  let changed = text;
  for (let at = first, word = first; at + 2 <= text.length; at += step, word++) {
    if (/^\p{Script=Han}{2}$/u.test(text.slice(at, at + 2)))
      changed = changed.slice(0, at) + OWN_WORDS[word % OWN_WORDS.length] + changed.slice(at + 2);
  }
  return changed;
}

const TAKEN = altered(passage('pa-01'), 7, 25);

/** Two hand-ins with one known essay, altered: the second has the alterations of the first and others besides. The third has none of it. */
export const TAKEN_FILES = [
  { name: '01.txt', text: `${passage('own-08')}\n${TAKEN}` },
  { name: '02.txt', text: `${altered(TAKEN, 19, 50)}\n${passage('own-07')}` },
  { name: '03.txt', text: passage('own-11') },
].map(inFile);
