import type { Painter } from '../../mark/paint.ts';
import type { Result, Undelivered } from '../../messages/protocol/exchange.ts';
import type { CheckFailure, CheckPart, CheckReply, MarkedMatch } from '../../messages/protocol/from-tab.ts';
import type { Matches } from '../../messages/protocol/to-tab.ts';
import { joinFlows } from '../../page/flow.ts';
import { type Batches, startBatches } from '../marking/batches.ts';
import { markMatches } from '../marking/marks.ts';
import { entriesOf, type Part, type PartEntry, type Parts, type Sent } from './parts.ts';
import { SendSchedule } from './send-schedule.ts';

/** Dependencies of the sender. */
export interface SenderTools {
  readonly painter: Painter;
  readonly parts: Parts;
  /** Returns the number of the part that is still being filled, if any. */
  readonly filling: () => number | undefined;
  /** Sends a part to the background to be checked. */
  check(part: Omit<CheckPart, 'page'>): Promise<Result<CheckReply, CheckFailure | Undelivered>>;
  /** Returns the next number of a scan. */
  nextScan(): number;
  /** Called for each answer with matches. */
  onFound(): void;
  /** Called when flows have got new marks. */
  onMarked(entries: readonly PartEntry[]): void;
  /** Called for each answer, with matches or without. */
  onAnswered(part: Part): void;
}

/** Sends parts when they are due. */
export interface Sender {
  /** Call when a part may be due. */
  kick(): void;
  /** Call with reworded or changed matches that the background sends by itself. */
  matches(news: Matches): void;
}

/** Ms before each further try after a failure: the background may be starting, or the extension is being updated. */
const RETRIES_MS = [200, 1_000, 5_000];

function sameText(sent: Sent, entries: readonly { readonly flow: { readonly text: string } }[]): boolean {
  const { flows } = sent.page;
  return flows.length === entries.length && flows.every((flow, i) => flow.text === entries[i]!.flow.text);
}

// Whether both are the same passages of the same essays, at whatever places of the page.
function sameFinds(a: readonly MarkedMatch[], b: readonly MarkedMatch[]): boolean {
  const isSame = ({ best, kind }: MarkedMatch, other: MarkedMatch) =>
    kind === other.kind &&
    best.essay === other.best.essay &&
    best.source.start === other.best.source.start &&
    best.source.end === other.best.source.end;
  return a.length === b.length && a.every((match, i) => isSame(match, b[i]!));
}

/** Stores answers and has them painted. */
class Answers {
  private readonly unpainted = new Map<Part, Sent>();
  private readonly tools: SenderTools;
  private readonly batches: Batches;

  constructor(tools: SenderTools, signal: AbortSignal) {
    this.tools = tools;
    this.batches = startBatches(
      () => this.paint(),
      () => tools.parts.length,
      signal,
    );
  }

  /** Stores the matches of a part as it was sent. */
  take(part: Part, sent: Sent, matches: readonly MarkedMatch[]): void {
    const isBare = matches.length === 0 && sent.entries.every(({ data }) => data.marks.length === 0);
    const { answered: last } = part;
    part.answered = { sent, since: last && sameFinds(part.matches, matches) ? last.since : sent.scan };
    part.matches = matches;
    if (matches.length > 0) this.tools.onFound();
    this.tools.onAnswered(part);
    if (isBare) return;
    this.unpainted.set(part, sent);
    this.batches.wanted();
  }

  private paint(): void {
    for (const [part, sent] of this.unpainted) {
      if (part.sent === sent) this.tools.onMarked(markMatches(sent, part.matches, this.tools.painter));
    }
    this.unpainted.clear();
  }
}

interface Sending {
  readonly tools: SenderTools;
  readonly answers: Answers;
  readonly schedule: SendSchedule;
}

// Resolves with whether it succeeded. Text that was sent before is not sent again.
async function send(part: Part, { tools, answers, schedule }: Sending, signal: AbortSignal): Promise<boolean> {
  const entries = entriesOf(part);
  const before = part.sent;
  part.dirtySince = undefined;
  const page = joinFlows(entries.map((entry) => entry.flow));
  if (before && sameText(before, entries)) {
    part.sent = { scan: before.scan, page, entries };
    answers.take(part, part.sent, part.matches);
    return true;
  }
  const sent: Sent = { scan: tools.nextScan(), page, entries };
  part.sent = sent;
  schedule.sent(part);
  const { text, quotes, fields } = page;
  const { number, order } = part;
  const ask = { scan: sent.scan, part: number, parts: tools.parts.all.length, order, text };
  const spans = { ...(quotes.length > 0 && { quotes }), ...(fields.length > 0 && { fields }) };
  const outcome = await tools.check({ ...ask, ...spans });
  if (signal.aborted || part.sent !== sent) return true;
  if (outcome.ok) answers.take(part, sent, outcome.value.matches);
  // A text that was not checked has to be sent again, even if it does not change.
  else part.sent = undefined;
  return outcome.ok;
}

/** Sends parts to be checked, one at a time, and marks their matches, until the signal aborts. */
export function startSender(tools: SenderTools, signal: AbortSignal): Sender {
  const { parts } = tools;
  const schedule = new SendSchedule(parts, tools.filling);
  const answers = new Answers(tools, signal);
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  // Sends what is due. Resolves with the ms until a part will be due again; `undefined` if none will be.
  const sendDue = async (): Promise<number | undefined> => {
    for (let due = schedule.next(); due && !signal.aborted; due = schedule.next()) {
      const ms = due.at - performance.now();
      if (ms > 0) return ms;
      if (!(await send(due.part, { tools, answers, schedule }, signal))) {
        due.part.dirtySince ??= performance.now();
        return RETRIES_MS[failures++];
      }
      failures = 0;
    }
    return undefined;
  };

  const run = async () => {
    if (busy || signal.aborted) return;
    busy = true;
    clearTimeout(timer);
    const wait = await sendDue();
    busy = false;
    if (wait !== undefined && !signal.aborted) timer = setTimeout(run, wait);
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    kick: () => void run(),
    matches({ part: number, scan, matches }) {
      const part = parts.all[number];
      if (part?.sent?.scan === scan) answers.take(part, part.sent, matches);
    },
  };
}
