import type { Part, Parts } from './parts.ts';

/** Fewer letters than the shortest passage that is evidence by itself: such a page is not even sent. */
const LEAST = 20;

/** Text that has changed is sent when it has been quiet for so many ms, or has waited for so long. */
const QUIET_MS = 50;
const WAITED_MS = 250;

/** A part that never rests is sent less and less often: its pause grows by this factor up to the longest, in ms. */
const TIRING = 1.3;
const LONGEST_PAUSE_MS = 3_000;

/** A part that is to be sent, and when; in ms of `performance.now()`. */
export interface Due {
  readonly part: Part;
  readonly at: number;
}

/** When each part of a page is to be sent. */
export class SendSchedule {
  private readonly pauses = new WeakMap<Part, { readonly ms: number; readonly end: number }>();
  private readonly parts: Parts;
  private readonly filling: () => number | undefined;

  /** @param filling number of the part that is still being filled, if any */
  constructor(parts: Parts, filling: () => number | undefined) {
    this.parts = parts;
    this.filling = filling;
  }

  /** The part that is to be sent next, if any. */
  next(): Due | undefined {
    let best: Due | undefined;
    for (const part of this.parts.all) {
      const at = this.dueAt(part);
      if (at === undefined) continue;
      if (!best || at < best.at || (at === best.at && part.number === this.parts.urgent)) best = { part, at };
    }
    return best;
  }

  /** A part is sent now. */
  sent(part: Part): void {
    const now = performance.now();
    const before = this.pauses.get(part);
    const rested = before === undefined || now > before.end + LONGEST_PAUSE_MS;
    const ms = rested ? QUIET_MS : Math.min(LONGEST_PAUSE_MS, before.ms * TIRING);
    this.pauses.set(part, { ms, end: now + ms });
  }

  // New text at once, text that has changed when it rests.
  private dueAt(part: Part): number | undefined {
    if (part.dirtySince === undefined || part.number === this.filling()) return undefined;
    if (!part.sent) return this.parts.length < LEAST ? undefined : 0;
    const quiet = Math.min(part.changedAt + QUIET_MS, part.dirtySince + WAITED_MS);
    return Math.max(this.pauses.get(part)?.end ?? 0, quiet);
  }
}
