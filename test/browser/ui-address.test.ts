import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runIndex } from '../../corpus-index/run-index.ts';
import { OUTPUT } from './browser.ts';
import { chromiumPage, startChromium } from './chromium.ts';
import { passage } from './fill.ts';
import { markedLetters } from './marks.ts';
import { setUp } from './set-up.ts';
import { startOnSite } from './start.ts';
import { backgroundOf, chromeTab } from './ui-world.ts';

/** Two essays of our own words: the address of the second is none that a browser opens as a page. */
const ESSAYS = [
  { id: 'a', title: '河边', url: 'https://essays.example/river', text: passage('own-01') },
  { id: 'b', title: '湖面', url: 'javascript:alert(1)', text: passage('own-07') },
];

/** Copies the built extension into a temporary folder, with an index of these essays in the place of the shipped one. */
async function extensionWith(essays: readonly object[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-address-'));
  cpSync(resolve(OUTPUT, 'chrome-mv3'), folder, { recursive: true });
  const lines = join(folder, 'essays.jsonl');
  writeFileSync(lines, essays.map((essay) => JSON.stringify(essay)).join('\n'));
  const failed: string[] = [];
  const code = await runIndex(['build', '--corpus', lines, '--out', join(folder, 'essays.bin')], {
    cwd: folder,
    out: () => {},
    err: (line) => void failed.push(line),
  });
  if (code !== 0) throw new Error(failed.join('\n'));
  rmSync(lines);
  return folder;
}

async function startWithAddresses() {
  const extension = await extensionWith(ESSAYS);
  const started = await startOnSite(() => startChromium({ extension }));
  return {
    ...started,
    async close() {
      await started.close();
      rmSync(extension, { recursive: true });
    },
  };
}

describe('an essay whose address the index has', () => {
  const world = setUp(startWithAddresses);

  test('is linked in the comparison with its source if the address is a web address', async () => {
    const { browser, site } = world;
    const url = site.url('demo.html');
    const page = await browser.context.newPage();
    await page.goto(url);
    await markedLetters(chromiumPage(page));
    const tab = await chromeTab({ background: backgroundOf(browser) }, url);
    const panel = await browser.context.newPage();
    await panel.goto(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    const linkOf = async (title: string) => {
      await panel.locator('.match', { hasText: title }).first().locator('.compare-button').click();
      await panel.locator('.compare strong', { hasText: title }).waitFor();
      const links = panel.locator('.compare a');
      const found = (await links.count()) === 0 ? null : await links.getAttribute('href');
      await panel.keyboard.press('Escape');
      return found;
    };
    expect(await linkOf('河边')).toBe('https://essays.example/river');
    expect(await linkOf('湖面')).toBeNull();
  });
});
