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
 * Makes a queue in which one piece of work runs at a time and tabs are served in rotation, so that a tab with a large page does
 * not delay the others. Work of one tab runs in the order of its arrival. Work that is no longer wanted is dropped.
 */
export function makeTurns(): TakeTurn {
  // A Map keeps insertion order: the first tab is served next and is then moved to the end.
  const lines = new Map<number | null, Waiting[]>();
  let running = false;

  const next = (): Waiting | undefined => {
    for (const [tab, line] of lines) {
      const first = line.shift()!;
      lines.delete(tab);
      // A tab that is inserted again is visited again by this loop, after the others.
      if (line.length > 0) lines.set(tab, line);
      if (first.isWanted()) return first;
      first.drop();
    }
    return undefined;
  };

  const run = async () => {
    if (running) return;
    running = true;
    for (let one = next(); one; one = next()) await one.start();
    running = false;
  };

  return (of, isWanted, work) =>
    new Promise((resolve, reject) => {
      const start = () => work().then(resolve, reject);
      const line = lines.get(of) ?? [];
      line.push({ isWanted, start, drop: () => resolve(null) });
      lines.set(of, line);
      void run();
    });
}
