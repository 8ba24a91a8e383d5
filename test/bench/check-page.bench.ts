// Question: how long does the check page take from the drop of a class to its comparison, does it block meanwhile, and is its memory
// given back? Aims: 40 files of 1,000 characters in 5 s, 200 in 60 s, no task of the page over 50 ms, the heap back after closing.
import type { Page } from 'playwright-core';
import { until } from '../browser/marks.ts';
import { memoryOf } from '../browser/memory.ts';
import { SIMPLIFIED, startUiWorld, type UiWorld } from '../browser/ui-world.ts';
import { aim } from './engine-parts.ts';
import { longestTask, TASKS, traced } from './in-chromium.ts';
import { pupilsText } from './pupils-text.ts';

const CHARACTERS = 1000;
const LONGEST_TASK_MS = 50;

/** MB that the extension's process may keep after the page is closed: what the engine holds is not freed to the byte. */
const MOST_LEFT = 5;

const source = pupilsText();

/** Files that follow one another in the source. After its end they begin again some way in, so that some share text. */
function filesOf(count: number): { name: string; text: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const start = (i * (CHARACTERS + 37)) % (source.length - CHARACTERS);
    return { name: `${i + 1}.txt`, text: source.slice(start, start + CHARACTERS) };
  });
}

/** What is recorded in the page; times in ms since it began. */
interface Times {
  dropped: number;
  /** When all rows of the table were there. */
  compared: number;
}

/** Records from the loading of the page on; `count` rows are the end. */
function record(count: number): void {
  const times: Times = { dropped: 0, compared: 0 };
  Object.assign(globalThis, { times });
  new MutationObserver(() => {
    if (document.querySelectorAll('.wide-table tbody tr').length >= count) times.compared ||= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/** Drops files in a task of its own, so that making them is not counted. */
async function drop(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  await page.locator('.drop').waitFor();
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    setTimeout(() => {
      (globalThis as unknown as { times: Times }).times.dropped = performance.now();
      console.timeStamp('dropped');
      const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('.drop')!.dispatchEvent(event);
    }, 500);
  }, files);
}

/** The times, and the longest task of the page from the drop until a second after the table, in ms of CPU time. */
async function measured(world: UiWorld, count: number): Promise<Times & { readonly longest: number }> {
  const page = await world.browser.context.newPage();
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.addInitScript(record, count);
  await page.goto(world.browser.extensionUrl('check.html'));
  const times = () => page.evaluate(() => (globalThis as unknown as { times: Times }).times);
  const session = await world.browser.context.newCDPSession(page);
  const run = async () => {
    await drop(page, filesOf(count));
    await until(times, ({ compared }) => compared > 0, 120_000);
    // What is drawn after the table counts as well.
    await page.waitForTimeout(1000);
  };
  const longest = longestTask(await traced(session, run, ['devtools.timeline', TASKS]), 'check');
  const result = await times();
  await page.close();
  if (result.compared === 0) throw new Error(`the page never listed ${count} files`);
  return { ...result, longest };
}

const world = await startUiWorld(SIMPLIFIED[0]);
try {
  const keeper = await world.surface('options.html');
  const memory = await memoryOf(world.browser, keeper.url());
  // The first comparison loads what stays: scripts of the page, the words.
  await measured(world, 40);
  const before = await memory.page();
  for (const [count, most] of [
    [40, 5],
    [200, 60],
  ] as const) {
    const { dropped, compared, longest } = await measured(world, count);
    const seconds = (compared - dropped) / 1000;
    aim(`seconds from the drop of ${count} files to their table`, seconds, seconds <= most);
    aim(`ms of CPU time of the longest task with ${count} files`, longest, longest <= LONGEST_TASK_MS);
  }
  const after = await until(memory.page, (now) => now <= before + MOST_LEFT, 20_000);
  aim('MB more than before, after closing', after - before, after <= before + MOST_LEFT);
} finally {
  await world.close();
}
