import type { Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { aim } from './engine-parts.ts';
import { lowerQuartile, pause } from './in-chromium.ts';

/*
 * Question: how much slower are the page's own edits with marks on? Aim: at most 1.2 times. In turn: without us, without us but
 * with a MutationObserver of the page's own that does nothing, with us. The page edits as pages do, so many changes between two
 * layouts; the loop alone, without the layout, is printed beside it.
 */

const ROUNDS = 21;
const MOST_TIMES = 1.2;

/** Ms of 3,000 edits alone, and with the layout that follows them. */
interface Edits {
  readonly loop: number;
  readonly whole: number;
}

/** Runs in the page. */
function edits(observe: boolean): Edits {
  const texts = [...document.querySelectorAll('p')].map((paragraph) => paragraph.firstChild as Text);
  if (observe) {
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => {}).observe(document, all);
  }
  const start = performance.now();
  for (let i = 0; i < 3_000; i++) {
    const text = texts[(i * 7) % texts.length]!;
    if (i % 3 === 0) text.appendData('x');
    else if (i % 3 === 1) text.deleteData(text.length - 1, 1);
    else text.parentElement!.after(document.createElement('i'));
  }
  const loop = performance.now() - start;
  const height = document.body.offsetHeight;
  return { loop, whole: height > 0 ? performance.now() - start : Number.NaN };
}

async function editOnce(page: Page, url: string, observe: boolean): Promise<Edits> {
  await page.goto(url, { waitUntil: 'load' });
  await pause(900);
  return page.evaluate(edits, observe);
}

const site = await startSite();
const [withUs, without]: readonly [ChromiumBrowser, ChromiumBrowser] = await Promise.all([
  startChromium(),
  startChromium({ extension: null }),
]);
try {
  const [ours, theirs] = await Promise.all([withUs.context.newPage(), without.context.newPage()]);
  const url = site.url('bench.html?essays');
  const times = { plain: [] as Edits[], observed: [] as Edits[], ours: [] as Edits[] };
  for (let i = -1; i < ROUNDS; i++) {
    const round = {
      plain: await editOnce(theirs, url, false),
      observed: await editOnce(theirs, url, true),
      ours: await editOnce(ours, url, false),
    };
    if (i < 0) continue;
    for (const key of ['plain', 'observed', 'ours'] as const) times[key].push(round[key]);
  }
  const ratio = (of: readonly Edits[], key: keyof Edits) =>
    lowerQuartile(of.map((each) => each[key])) / lowerQuartile(times.plain.map((each) => each[key]));
  const whole = ratio(times.ours, 'whole');
  aim(`3,000 edits with their layout, with us / without (${MOST_TIMES})`, whole, whole <= MOST_TIMES);
  console.log(`       an empty MutationObserver in our place: ${ratio(times.observed, 'whole').toFixed(2)}`);
  console.log(
    `       the loop alone: ${ratio(times.ours, 'loop').toFixed(2)}, ` +
      `an empty MutationObserver ${ratio(times.observed, 'loop').toFixed(2)}`,
  );
} finally {
  await Promise.all([withUs.close(), without.close()]);
  await site.close();
}
