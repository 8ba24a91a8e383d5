import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startChromium } from './chromium.ts';
import { markedBy, markedLetters } from './marks.ts';
import { startSite } from './site.ts';

/*
 * `npm run demo`: opens the demo page in Chromium with the built extension, prints the marked texts and saves a picture. Where there
 * is a screen the window stays open until the user closes it.
 */

const PICTURE = resolve(import.meta.dirname, '../../.output/demo.png');

const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

async function show(): Promise<void> {
  const site = await startSite();
  const browser = await startChromium({ headed: hasScreen });
  try {
    const page = await browser.open(site.url('demo.html'));
    const letters = await markedLetters(page, 1, 15_000);
    const words = Object.values(await markedBy(page)).flat();
    if (words.length === 0)
      throw new Error('Nothing is marked on the demo page: was the extension built with its index?');
    for (const each of words) console.log(`· ${each}`);
    mkdirSync(join(PICTURE, '..'), { recursive: true });
    await page.screenshot(PICTURE);
    console.log(
      `${words.length} stretches with ${letters.length} letters are marked. Picture: ${relative('.', PICTURE)}`,
    );
    if (hasScreen) {
      console.log('Close the browser to end.');
      await new Promise((closed) => browser.context.once('close', closed));
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

await show();
