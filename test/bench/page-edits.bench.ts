import { startChromium } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { aim } from './engine-parts.ts';
import { lowerQuartile, pause } from './in-chromium.ts';

/*
 * Question: how much slower are the page's own edits with marks on? Aim: at most 1.2 times. In turn: without us, without us but
 * with a MutationObserver of the page's own that does nothing, with us. The page edits as pages do, so many changes between two
 * layouts; the loop alone, without the layout, is printed beside it.
 */

/** In each page: the first ones, with the code still cold, do not count. */
const ROUNDS = 24;
const COLD = 4;
/** Pages of each kind, in turn: one process may be slower than another by more than we cost. */
const LAUNCHES = 4;
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

async function editsOf(kind: 'plain' | 'observed' | 'ours', url: string): Promise<Edits[]> {
  const browser = await startChromium(kind === 'ours' ? {} : { extension: null });
  try {
    const page = await browser.context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    await pause(900);
    if (kind === 'observed') await page.evaluate(observe);
    const all: Edits[] = [];
    for (let i = -COLD; i < ROUNDS; i++) {
      const each = await page.evaluate(edits);
      if (i >= 0) all.push(each);
      // What we read again after a round is not to fall into the next.
      await pause(300);
    }
    return all;
  } finally {
    await browser.close();
  }
}

const site = await startSite();
try {
  const url = site.url('bench.html?essays');
  const times = { plain: [] as Edits[], observed: [] as Edits[], ours: [] as Edits[] };
  for (let i = 0; i < LAUNCHES; i++) {
    for (const kind of ['plain', 'observed', 'ours'] as const) times[kind].push(...(await editsOf(kind, url)));
  }
  const ms = (of: readonly Edits[], key: keyof Edits) => lowerQuartile(of.map((each) => each[key]));
  const ratio = (of: readonly Edits[], key: keyof Edits) => ms(of, key) / ms(times.plain, key);
  const whole = ratio(times.ours, 'whole');
  aim(`3,000 edits with their layout, with us / without (${MOST_TIMES})`, whole, whole <= MOST_TIMES);
  const style = ratio(times.ours, 'style');
  aim(`changes of style, with us / without (${MOST_TIMES})`, style, style <= MOST_TIMES);
  console.log(`       an empty MutationObserver in our place: ${ratio(times.observed, 'whole').toFixed(2)}`);
  console.log(
    `       the loop alone: ${ratio(times.ours, 'loop').toFixed(2)}, ` +
      `an empty MutationObserver ${ratio(times.observed, 'loop').toFixed(2)}; without us ${ms(times.plain, 'loop')} of ` +
      `${ms(times.plain, 'whole')} ms`,
  );
} finally {
  await site.close();
}
