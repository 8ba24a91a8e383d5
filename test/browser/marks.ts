import type { TestFrame } from './browser.ts';

/** Which words are marked, by the name of the highlight; in the order of the page. */
export type Marked = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the words under our highlights, in the page's own world: the registry is shared. Those that wait for their text to come
 * near the view are painted first, as they are before the page is printed.
 */
export async function markedBy(frame: TestFrame): Promise<Marked> {
  await frame.evaluate(() => void dispatchEvent(new Event('beforeprint')));
  return paintedBy(frame);
}

/** Reads the words under our highlights as they are painted now. */
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

/** All literally marked words of a frame, one after another. */
export async function marked(frame: TestFrame): Promise<string> {
  return ((await markedBy(frame))['deja-lu-literal'] ?? []).join('');
}

/** The Han letters of a text. */
export function han(text: string): string {
  return text.replace(/\P{Script=Han}/gu, '');
}

/**
 * Asks until the answer pleases.
 * @returns the last answer, also when time is up: for the assertion to show
 */
export async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean, ms = 8_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (pleases(answer) || Date.now() > end) return answer;
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** Waits until at least so many Han letters are marked in a frame, and nothing has been added for a moment. */
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
