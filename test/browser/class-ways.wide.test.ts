import { describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import { CLASS_FILES } from './class-files.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

const FILES = CLASS_FILES.map(({ name, buffer }) => ({ name, text: buffer.toString() }));

describe.each(sharedBrowsers)('several files on the check page in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test.each(rowsOf(['dropped'], ['chosen']))('that are %s are compared', async (way) => {
    const page = await world.browser.open(world.browser.extensionUrl('check.html'));
    await until(
      () => page.evaluate(() => document.querySelectorAll('.drop').length),
      (count) => count === 1,
    );
    await page.evaluate(
      (given) => {
        const data = new DataTransfer();
        for (const { name, text } of given.files) data.items.add(new File([text], name));
        if (given.way === 'dropped') {
          const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector('.drop')!.dispatchEvent(drop);
          return;
        }
        const input = document.querySelector<HTMLInputElement>('input[type="file"][multiple]')!;
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { way, files: FILES },
    );
    const pairs = await until(
      () => page.evaluate(() => [...document.querySelectorAll('.pair h3')].map(({ textContent }) => textContent)),
      (names) => names.length > 0,
    );
    expect(pairs).toEqual(['01.txt ↔ 02.txt']);
    await page.close();
  });
});
