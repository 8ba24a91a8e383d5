/** Work that waits for its turn. */
interface Waiting {
  readonly isWanted: () => boolean;
  readonly start: () => Promise<void>;
  readonly drop: () => void;
}

/**
 * Runs `work` when its turn has come and returns what it gave; `null` where it was no longer wanted by then.
 * @param of whose turn it is: the number of a tab, or null for work that belongs to none
 */
export type TakeTurn = <T>(of: number | null, isWanted: () => boolean, work: () => Promise<T>) => Promise<T | null>;

/**
 * Makes a line in which one piece of work runs at a time and tabs take turns, so that a tab with a large page does not keep the
 * others waiting. Among the works of one tab the first to come is the first to run. What is no longer wanted is not run.
 */
export function makeTurns(): TakeTurn {
  // A Map keeps the order in which tabs were put in: the first is the next to have its turn, and goes to the end after it.
  const lines = new Map<number | null, Waiting[]>();
  let running = false;

  const next = (): Waiting | undefined => {
    for (const [tab, line] of lines) {
      const first = line.shift()!;
      lines.delete(tab);
      // Comes up again in this very loop, after the others.
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
