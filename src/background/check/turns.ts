/** Work in the queue. */
interface Waiting {
  readonly isWanted: () => boolean;
  readonly start: () => Promise<void>;
  readonly drop: () => void;
}

/**
 * Runs `work` when it is its turn, and resolves with its result; with `null` where it was no longer wanted by then.
 * @param of the number of the tab that it belongs to, or `null`
 */
export type TakeTurn = <T>(of: number | null, isWanted: () => boolean, work: () => Promise<T>) => Promise<T | null>;

/**
 * Most tabs whose work runs at the same time. It runs in stretches of milliseconds, in turn: with one at a time, a page whose text
 * takes long would hold up all others.
 */
const MOST_RUNNING = 4;

/**
 * Most pieces of work of a tab that wait, each of which holds its text: of more, the last ones are dropped. A page of twenty million
 * characters has so many parts.
 */
const MOST_WAITING = 100;

/**
 * Makes a queue in which the work of `MOST_RUNNING` tabs runs at a time, one piece of each, and tabs are served in rotation, so that a
 * tab with a large page does not delay the others. Work of one tab runs in the order of its arrival. Work that is no longer wanted is
 * dropped, and so is what a tab has beyond `MOST_WAITING`.
 */
export function makeTurns(): TakeTurn {
  // A Map keeps insertion order: the first tab is served next and is then moved to the end.
  const lines = new Map<number | null, Waiting[]>();
  const running = new Set<number | null>();

  const next = (): (Waiting & { readonly tab: number | null }) | undefined => {
    for (const [tab, line] of lines) {
      if (running.has(tab)) continue;
      const first = line.shift()!;
      lines.delete(tab);
      // A tab that is inserted again is visited again by this loop, after the others.
      if (line.length > 0) lines.set(tab, line);
      if (first.isWanted()) return { ...first, tab };
      first.drop();
    }
    return undefined;
  };

  const run = async (): Promise<void> => {
    const one = running.size < MOST_RUNNING ? next() : undefined;
    if (!one) return;
    running.add(one.tab);
    void run();
    await one.start();
    running.delete(one.tab);
    return run();
  };

  return (of, isWanted, work) =>
    new Promise((resolve, reject) => {
      const start = () => work().then(resolve, reject);
      const line = lines.get(of) ?? [];
      if (line.length >= MOST_WAITING) return resolve(null);
      line.push({ isWanted, start, drop: () => resolve(null) });
      lines.set(of, line);
      void run();
    });
}
