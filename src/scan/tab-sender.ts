import type { Painter } from '../mark/paint.ts';
import type { Match } from '../match/match.ts';
import type { CheckFailure, CheckPart, CheckReply, Matches, Result, Undelivered } from '../messages/protocol.ts';
import { joinFlows } from '../page/read-page.ts';
import { markMatches } from './tab-marks.ts';
import { entriesOf, type Part, type Parts, type Sent } from './tab-parts.ts';

/** What sending works with. */
export interface SenderTools {
  readonly painter: Painter;
  readonly parts: Parts;
  /** Number of the part that is still being filled, if any. */
  readonly filling: () => number | undefined;
  check(part: Omit<CheckPart, 'page'>): Promise<Result<CheckReply, CheckFailure | Undelivered>>;
  /** The next number of a scan. */
  nextScan(): number;
  /** Matches have come; called for each part that has some. */
  onFound(): void;
}

/** Sends what is due. */
export interface Sender {
  /** Something may be due now. */
  kick(): void;
  matches(news: Matches): void;
}

/** Fewer letters than the shortest passage that is evidence by itself: such a page is not even sent. */
const LEAST = 20;

/** Text that has changed is sent when it has been quiet for so many ms, or has waited for so long. */
const QUIET_MS = 50;
const WAITED_MS = 250;

/** A part that never rests is sent less and less often: its pause grows by this factor up to the longest, in ms. */
const TIRING = 1.3;
const LONGEST_PAUSE_MS = 3_000;

/** The background may be starting, or the extension is being updated: pauses in ms before another try. */
const RETRIES_MS = [200, 1_000, 5_000];

/**
 * Each painting costs the browser a frame, 10 ms of it on a page of a million characters: on long pages marks come in lots.
 * The first come at once, the next so many ms later, then twice that and so on, up to a ms for so many characters of the page
 * and never beyond the last; after a rest it starts anew.
 */
const FIRST_LOT_MS = 50;
const LAST_LOT_MS = 800;
const LOT_LENGTH_A_MS = 1_250;
const REST_MS = 300;

/** When a part may be sent again. */
interface Pace {
  pause: number;
  /** Not before this time. */
  from: number;
}

function sameText(sent: Sent, entries: readonly { readonly flow: { readonly text: string } }[]): boolean {
  const { flows } = sent.page;
  return flows.length === entries.length && flows.every((flow, i) => flow.text === entries[i]!.flow.text);
}

// The same passages of the same essays, wherever they stand on the page by now.
function sameFinds(a: readonly Match[], b: readonly Match[]): boolean {
  const isSame = ({ best, kind }: Match, other: Match) =>
    kind === other.kind &&
    best.essay === other.best.essay &&
    best.source.start === other.best.source.start &&
    best.source.end === other.best.source.end;
  return a.length === b.length && a.every((match, i) => isSame(match, b[i]!));
}

/** Sends parts to be checked, one at a time, and marks what is found in them; until the signal aborts. */
export function startSender(tools: SenderTools, signal: AbortSignal): Sender {
  const { parts, painter } = tools;
  const paces = new WeakMap<Part, Pace>();
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const dueAt = (part: Part): number | undefined => {
    if (part.dirtySince === undefined || part.number === tools.filling()) return undefined;
    if (!part.sent) return parts.length < LEAST ? undefined : 0;
    return Math.max(paces.get(part)?.from ?? 0, Math.min(part.changedAt + QUIET_MS, part.dirtySince + WAITED_MS));
  };

  const tire = (part: Part, now: number) => {
    const before = paces.get(part);
    const rested = before === undefined || now > before.from + LONGEST_PAUSE_MS;
    const pause = rested ? QUIET_MS : Math.min(LONGEST_PAUSE_MS, before.pause * TIRING);
    paces.set(part, { pause, from: now + pause });
  };

  const unpainted = new Map<Part, Sent>();
  let lotAt = Number.NEGATIVE_INFINITY;
  let lotMs = 0;
  let lot: ReturnType<typeof setTimeout> | undefined;

  const paintLot = () => {
    lot = undefined;
    const now = performance.now();
    const longest = Math.min(LAST_LOT_MS, parts.length / LOT_LENGTH_A_MS);
    lotMs = Math.min(longest, now - lotAt > lotMs + REST_MS ? FIRST_LOT_MS : lotMs * 2);
    lotAt = now;
    for (const [part, sent] of unpainted) if (part.sent === sent) markMatches(sent, part.matches, painter);
    unpainted.clear();
  };

  const answered = (part: Part, sent: Sent, matches: readonly Match[]) => {
    const isBare = matches.length === 0 && sent.entries.every(({ data }) => data.marks.length === 0);
    const { answered: last } = part;
    part.answered = { sent, since: last && sameFinds(part.matches, matches) ? last.since : sent.scan };
    part.matches = matches;
    if (matches.length > 0) tools.onFound();
    if (isBare) return;
    unpainted.set(part, sent);
    const ms = lotAt + lotMs - performance.now();
    if (ms <= 0) paintLot();
    else lot ??= setTimeout(paintLot, ms);
  };

  const send = async (part: Part): Promise<boolean> => {
    const entries = entriesOf(part);
    const known = part.sent;
    part.dirtySince = undefined;
    const page = joinFlows(entries.map((entry) => entry.flow));
    if (known && sameText(known, entries)) {
      part.sent = { scan: known.scan, page, entries };
      answered(part, part.sent, part.matches);
      return true;
    }
    const sent: Sent = { scan: tools.nextScan(), page, entries };
    part.sent = sent;
    tire(part, performance.now());
    const { text, quotes } = page;
    const { number, order } = part;
    const ask = { scan: sent.scan, part: number, parts: parts.all.length, order, text };
    const outcome = await tools.check(quotes.length > 0 ? { ...ask, quotes } : ask);
    if (signal.aborted || part.sent !== sent) return true;
    if (outcome.ok) answered(part, sent, outcome.value.matches);
    else if (outcome.reason === 'unreachable') part.sent = undefined;
    return outcome.ok;
  };

  const next = (): { part: Part; at: number } | undefined => {
    let best: { part: Part; at: number } | undefined;
    for (const part of parts.all) {
      const at = dueAt(part);
      if (at === undefined) continue;
      if (!best || at < best.at || (at === best.at && part.number === parts.urgent)) best = { part, at };
    }
    return best;
  };

  const retryIn = (): number | undefined => {
    const ms = RETRIES_MS[failures];
    failures++;
    return ms;
  };

  const run = async () => {
    if (busy || signal.aborted) return;
    busy = true;
    clearTimeout(timer);
    let wait: number | undefined;
    for (;;) {
      const due = next();
      if (!due || signal.aborted) break;
      const ms = due.at - performance.now();
      if (ms > 0) {
        wait = ms;
        break;
      }
      if (await send(due.part)) failures = 0;
      else {
        due.part.dirtySince ??= performance.now();
        wait = retryIn();
        break;
      }
    }
    busy = false;
    if (wait !== undefined && !signal.aborted) timer = setTimeout(run, wait);
  };

  const end = () => {
    clearTimeout(timer);
    clearTimeout(lot);
  };
  signal.addEventListener('abort', end, { once: true });
  return {
    kick: () => void run(),
    matches({ part: number, scan, matches }) {
      const part = parts.all[number];
      if (part?.sent?.scan === scan) answered(part, part.sent, matches);
    },
  };
}
