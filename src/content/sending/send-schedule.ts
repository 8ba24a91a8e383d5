import type { Part, Parts } from './parts.ts';

/** Least UTF-16 units of a page that is sent. The shortest passage that is evidence by itself has as many letters. */
const LEAST = 20;

/** Changed text is sent when it has not changed for `QUIET_MS`, or after `WAITED_MS` at the latest. */
const QUIET_MS = 50;
const WAITED_MS = 250;

/** A part that keeps changing is sent less and less often: its pause grows by this factor up to the longest one, in ms. */
const TIRING = 1.3;
const LONGEST_PAUSE_MS = 3_000;

/** A part that is to be sent, and the time to send it, in ms of `performance.now()`. */
export interface Due {
  readonly part: Part;
  readonly at: number;
}

/** Determines when each part of a page is sent. */
export class SendSchedule {
  private readonly pauses = new WeakMap<Part, { readonly ms: number; readonly end: number }>();
  private readonly parts: Parts;
  private readonly filling: () => number | undefined;

  /** @param filling returns the number of the part that is still being filled, if any */
  constructor(parts: Parts, filling: () => number | undefined) {
    this.parts = parts;
    this.filling = filling;
  }

  /** The part that is to be sent next; `undefined` if no part has to be sent. */
  next(): Due | undefined {
    let best: Due | undefined;
    for (const part of this.parts.all) {
      const at = this.dueAt(part);
      if (at === undefined) continue;
      if (!best || at < best.at || (at === best.at && part.number === this.parts.urgent)) best = { part, at };
    }
    return best;
  }

  /** Call when a part is sent. */
  sent(part: Part): void {
    const now = performance.now();
    const before = this.pauses.get(part);
    const rested = before === undefined || now > before.end + LONGEST_PAUSE_MS;
    const ms = rested ? QUIET_MS : Math.min(LONGEST_PAUSE_MS, before.ms * TIRING);
    this.pauses.set(part, { ms, end: now + ms });
  }

  // A part that was never sent is due at once, a changed one when it is quiet.
  private dueAt(part: Part): number | undefined {
    if (part.dirtySince === undefined || part.number === this.filling()) return undefined;
    if (!part.sent) return this.parts.length < LEAST ? undefined : 0;
    const quiet = Math.min(part.changedAt + QUIET_MS, part.dirtySince + WAITED_MS);
    return Math.max(this.pauses.get(part)?.end ?? 0, quiet);
  }
}
