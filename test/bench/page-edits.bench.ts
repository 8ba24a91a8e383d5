import type { Page } from 'playwright-core';
import { startChromium } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { aim } from './engine-parts.ts';
import { median, pause } from './in-chromium.ts';

/*
 * Question: how much slower are the page's own edits with marks on? Aim: at most 1.2 times. In turn: without the extension,
 * without it but with an empty MutationObserver of the page's own, with the extension. The page makes many changes between two
 * layouts, as pages do; the time of the loop alone, without the layout, is printed too.
 */

/** Measurements in each page; the first ones, before the code is compiled, are dropped. */
const ROUNDS = 20;
const COLD = 4;
/** Launches: processes differ by more than what is measured. */
const LAUNCHES = 5;
const MOST_TIMES = 1.2;

/** Ms of 3,000 edits alone, with the layout that follows them, and of a change of style that all of the page inherits. */
interface Edits {
  readonly loop: number;
  readonly whole: number;
  readonly style: number;
}

/** Runs in the page; the page ends with the text and the elements that it began with. */
function edits(): Edits {
  const texts = [...document.querySelectorAll('p')].map((paragraph) => paragraph.firstChild as Text);
  const added: Element[] = [];
  const start = performance.now();
  for (let i = 0; i < 3_000; i++) {
    const text = texts[(Math.floor(i / 3) * 7) % texts.length]!;
    if (i % 3 === 0) text.appendData('x');
    else if (i % 3 === 1) text.deleteData(text.length - 1, 1);
    else {
      const element = document.createElement('i');
      text.parentElement!.after(element);
      added.push(element);
    }
  }
  const loop = performance.now() - start;
  const height = document.body.offsetHeight;
  const whole = height > 0 ? performance.now() - start : Number.NaN;
  for (const element of added) element.remove();
  const last = texts.at(-1)!.parentElement!;
  const colour = () => getComputedStyle(last).color;
  colour();
  const restyled = performance.now();
  for (let i = 0; i < 8; i++) {
    document.body.style.setProperty('--bench', `${i}`);
    colour();
  }
  return { loop, whole, style: performance.now() - restyled };
}

/** Runs in the page. */
function observe(): void {
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(() => {}).observe(document, all);
}

type Round = Readonly<Record<'plain' | 'observed' | 'ours', Edits>>;

/** Rounds of the three in turn. */
async function launch(url: string): Promise<Round[]> {
  // Each has a browser of its own: a page that comes to the front is slow at first.
  const none = { extension: null };
  const browsers = await Promise.all([startChromium(none), startChromium(none), startChromium()]);
  try {
    const pages = await Promise.all(browsers.map(({ context }) => context.newPage()));
    for (const page of pages) await page.goto(url, { waitUntil: 'load' });
    const [plain, observed, ours] = pages;
    await observed!.evaluate(observe);
    await pause(900);
    const edit = async (page: Page) => {
      const times = await page.evaluate(edits);
      // The content script reads the changes after a round, and that must not fall into the next.
      await pause(200);
      return times;
    };
    const rounds: Round[] = [];
    for (let i = -COLD; i < ROUNDS; i++) {
      const round = { plain: await edit(plain!), observed: await edit(observed!), ours: await edit(ours!) };
      if (i >= 0) rounds.push(round);
    }
    return rounds;
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

const site = await startSite();
try {
  const rounds: Round[] = [];
  for (let i = 0; i < LAUNCHES; i++) rounds.push(...(await launch(site.url('bench.html?essays'))));
  const ratio = (kind: 'ours' | 'observed', key: keyof Edits) =>
    median(rounds.map((round) => round[kind][key] / round.plain[key]));
  const whole = ratio('ours', 'whole');
  aim(`3,000 edits with their layout, with us / without (${MOST_TIMES})`, whole, whole <= MOST_TIMES);
  const style = ratio('ours', 'style');
  aim(`changes of style, with us / without (${MOST_TIMES})`, style, style <= MOST_TIMES);
  console.log(`       an empty MutationObserver in our place: ${ratio('observed', 'whole').toFixed(2)}`);
  console.log(
    `       the loop alone: ${ratio('ours', 'loop').toFixed(2)}, ` +
      `an empty MutationObserver ${ratio('observed', 'loop').toFixed(2)}; without us ` +
      `${median(rounds.map(({ plain }) => plain.loop)).toFixed(1)} of ` +
      `${median(rounds.map(({ plain }) => plain.whole)).toFixed(1)} ms`,
  );
} finally {
  await site.close();
}
