import type { Handlers, Outcome, Sender } from '../../messages/channel.ts';
import type { FromTab } from '../../messages/protocol/from-tab.ts';

/*
 * A content script sends one part at a time in each frame and a message for each act of the user. One in the wrong hands could send
 * without end, and so keep the background from answering other tabs or fill its memory.
 */

/** Most messages of a tab that are being answered. A page with more frames sends again, see `RETRIES_MS` in sender.ts. */
const MOST_UNANSWERED = 32;

const BUSY = { ok: false, reason: 'busy' } as const;

type Handler = (ask: never, sender: Sender) => Promise<Outcome<unknown>> | Outcome<unknown>;

/** Answers messages, at most `MOST_UNANSWERED` of each tab at a time. More are refused as `busy`. */
export function limited(handlers: Handlers<FromTab>): Handlers<FromTab> {
  const unanswered = new Map<number, number>();
  const within =
    (handler: Handler): Handler =>
    async (ask, sender) => {
      const tab = sender.tab!;
      const count = unanswered.get(tab) ?? 0;
      if (count >= MOST_UNANSWERED) return BUSY;
      unanswered.set(tab, count + 1);
      try {
        return await handler(ask, sender);
      } finally {
        const left = unanswered.get(tab)! - 1;
        if (left > 0) unanswered.set(tab, left);
        else unanswered.delete(tab);
      }
    };
  const entries = Object.entries(handlers).map(([name, handler]) => [name, within(handler as Handler)]);
  return Object.fromEntries(entries) as Handlers<FromTab>;
}

/**
 * Makes a limit of how often a tab may do something. The function that it returns tells whether it may once more, and counts that.
 * @param burst how often at once
 * @param perSecond how often in the long run
 * @param now ms of a clock that is never set back
 */
export function makeRate(
  burst: number,
  perSecond: number,
  now: () => number = () => performance.now(),
): (tab: number) => boolean {
  const last = new Map<number, { readonly left: number; readonly at: number }>();
  return (tab) => {
    const at = now();
    const before = last.get(tab) ?? { left: burst, at };
    const left = Math.min(burst, before.left + ((at - before.at) / 1_000) * perSecond);
    last.set(tab, { left: left < 1 ? left : left - 1, at });
    return left >= 1;
  };
}
