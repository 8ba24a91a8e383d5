import type { TestFrame } from './browser.ts';

/** The marked texts by the name of the highlight, in document order. */
export type Marked = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the texts under the extension's highlights; the highlight registry is shared with the page's own world. Marks that wait for
 * their text to come near the view are painted first, by the event that precedes printing.
 */
export async function markedBy(frame: TestFrame): Promise<Marked> {
  await frame.evaluate(() => void dispatchEvent(new Event('beforeprint')));
  return paintedBy(frame);
}

/** Reads the texts under the extension's highlights as they are painted now. */
export function paintedBy(frame: TestFrame): Promise<Marked> {
  return frame.evaluate(() => {
    const words: Record<string, string[]> = {};
    for (const [name, highlight] of CSS.highlights) {
      if (!name.startsWith('deja-lu-')) continue;
      const found: { range: Range; text: string }[] = [];
      for (const each of highlight) {
        const range = new Range();
        try {
          range.setStart(each.startContainer, each.startOffset);
          range.setEnd(each.endContainer, each.endOffset);
        } catch {
          continue; // a static range whose text was cut short paints nothing
        }
        if (range.startContainer.isConnected && !range.collapsed) found.push({ range, text: range.toString() });
      }
      found.sort((a, b) => {
        if (a.range.startContainer.getRootNode() !== b.range.startContainer.getRootNode()) return 0;
        return a.range.compareBoundaryPoints(Range.START_TO_START, b.range);
      });
      words[name] = found.map(({ text }) => text);
    }
    return words;
  });
}

/** The literally marked texts of a frame, concatenated. */
export async function marked(frame: TestFrame): Promise<string> {
  return ((await markedBy(frame))['deja-lu-literal'] ?? []).join('');
}

/** The Han letters of a text. */
export function han(text: string): string {
  return text.replace(/\P{Script=Han}/gu, '');
}

/**
 * Asks every 40 ms until `pleases` accepts the answer, for `ms` at most.
 * @returns the last answer, also when time is up, so that the assertion that follows can show it
 */
export async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean, ms = 8_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (pleases(answer) || Date.now() > end) return answer;
    await new Promise((done) => setTimeout(done, 40));
  }
}

/**
 * Waits until all timers of up to `ms` that a page or a content script in it has started by now have run: a page runs its timers in
 * the order in which they are due, also on a busy machine. What such a timer would have brought about is then there, or never comes.
 */
export function pastTimers(page: TestFrame, ms: number): Promise<void> {
  return page.evaluate((wait) => new Promise<void>((done) => setTimeout(done, wait)), ms);
}

/** Waits until a page has been painted: what scripts do before a frame has been done then. */
export function nextPaint(page: TestFrame): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** Waits until at least `least` Han letters are marked in a frame and two looks in a row find the same; returns the letters. */
export async function markedLetters(frame: TestFrame, least = 1, ms?: number): Promise<string> {
  let last = '';
  return until(
    async () => han(await marked(frame)),
    (now) => {
      const settled = now === last;
      last = now;
      return settled && now.length >= least;
    },
    ms,
  );
}
