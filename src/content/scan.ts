import type { AdoptedStyle } from '../mark/adopted-style.ts';
import type { NearPainter } from '../mark/near-painter.ts';
import type { PassageContexts as ContextsAsk } from '../messages/protocol/from-tab.ts';
import type { ElementQueries } from '../page/element-queries.ts';
import type { Handshake } from './handshake/handshake.ts';
import { ticksSwitch } from './marking/scrollbar-ticks.ts';
import type { PopoverWire } from './popover/opener.ts';
import { startPopover, type TabPopover } from './popover/popover-control.ts';
import { startReader } from './reading/reader.ts';
import type { Parts } from './sending/parts.ts';
import { followPassageContexts, type PassageContexts } from './sending/passage-contexts.ts';
import { type Sender, type SenderTools, startSender } from './sending/sender.ts';

/** Dependencies of a scan. */
export interface ScanTools {
  /** The id by which the background knows this document. */
  readonly page: string;
  readonly wire: PopoverWire & { isCut(): boolean; contexts(ask: ContextsAsk): void };
  readonly shadowOf: ElementQueries['shadowOf'];
  readonly painter: NearPainter;
  readonly adoptedStyle: AdoptedStyle;
  readonly handshake: Handshake;
  /** Returns the next number of a check; numbers grow over all scans of this document. */
  nextCheck(): number;
  /** Call when the extension is off on this page, or gone: the scan has to be stopped. */
  isOver(): void;
}

/** A page that is being read, checked and marked. */
export interface Scan {
  readonly parts: Parts;
  readonly sender: Sender;
  readonly popover: TabPopover;
  readonly contexts: PassageContexts;
  /** Shows or removes the ticks beside the scrollbar. */
  ticks(on: boolean): void;
  stop(): void;
}

/**
 * Ms between two checks whether the page has cleared the registry of highlights, in which case the marks are put back, or the
 * extension was removed, in which case they are removed. No event reports either.
 */
const GUARD_MS = 1_000;

/** Makes the function that sends parts to be checked. It ends the scan when the answer is that the extension is off or gone. */
function makeCheck({ handshake, wire, isOver }: ScanTools, signal: AbortSignal): SenderTools['check'] {
  return async (ask) => {
    const outcome = await handshake.check(ask);
    // An answer to this scan must not stop a later one.
    if (!outcome.ok && !signal.aborted && (outcome.reason === 'off' || wire.isCut())) isOver();
    return outcome;
  };
}

/** Makes a function that starts to check the marks at intervals; call it when there are some. */
function makeGuard({ wire, painter, isOver }: ScanTools, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    if (wire.isCut()) return isOver();
    painter.reassert();
  };
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return () => {
    timer ??= setInterval(look, GUARD_MS);
  };
}

/** Reads this document, has it checked and marks its matches, until the scan is stopped. */
export function startScan(tools: ScanTools): Scan {
  const { page, wire, shadowOf, painter, adoptedStyle, handshake } = tools;
  const life = new AbortController();
  const { signal } = life;
  const reader = startReader({ painter, shadowOf, onRoot: adoptedStyle.adopt }, signal);
  const { parts, filling } = reader;
  const popover = startPopover(page, parts, { wire, shadowOf }, signal);
  const guard = makeGuard(tools, signal);
  const onFound = () => {
    adoptedStyle.found();
    reader.found();
    popover.found();
    guard();
  };
  const contexts = followPassageContexts({ parts, tell: (told) => wire.contexts({ page, parts: told }) }, signal);
  const { nextCheck } = tools;
  const check = makeCheck(tools, signal);
  const sender = startSender(
    {
      painter,
      parts,
      filling,
      check,
      nextScan: nextCheck,
      onFound,
      onMarked: reader.marked,
      onAnswered: contexts.answered,
    },
    signal,
  );
  reader.read(() => {
    sender.kick();
    // A page without text to send makes the handshake by a message of its own.
    if (!handshake.isMade) void handshake.make();
  });
  return { parts, sender, popover, contexts, ticks: ticksSwitch(parts, signal), stop: () => life.abort() };
}
