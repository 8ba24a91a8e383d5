import type { NearPainter } from '../mark/near-painter.ts';
import { isOwnHost } from '../mark/own-hosts.ts';
import type { ShadowStyle } from '../mark/shadow-style.ts';
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

/** What a scan works with. */
export interface ScanTools {
  /** The id by which the background knows this document. */
  readonly page: string;
  readonly wire: PopoverWire & { isCut(): boolean; contexts(ask: ContextsAsk): void };
  readonly shadowOf: ElementQueries['shadowOf'];
  readonly painter: NearPainter;
  readonly shadowStyle: ShadowStyle;
  readonly handshake: Handshake;
  /** The next number of a check; it grows over all scans of this document. */
  nextCheck(): number;
  /** The extension is off on this page, or gone: the scan is to be stopped. */
  isOver(): void;
}

/** A page that is being read, checked and marked. */
export interface Scan {
  readonly parts: Parts;
  readonly sender: Sender;
  readonly popover: TabPopover;
  readonly contexts: PassageContexts;
  /** Draws ticks at the scrollbar, or takes them away. */
  ticks(on: boolean): void;
  stop(): void;
}

/**
 * The page may clear the registry of highlights, and the extension may be removed: no event tells either. Every so many ms the marks
 * are put back or taken away.
 */
const GUARD_MS = 1_000;

/** Browsers let an extension into closed roots, its own among them; what those hold is not the page's text. */
function pageRoots(shadowOf: ElementQueries['shadowOf']): ElementQueries['shadowOf'] {
  return (element) => {
    const root = shadowOf(element);
    return root && isOwnHost(element) ? null : root;
  };
}

/** Has parts checked, and ends the scan when the answer is that there is nothing to do here any more. */
function makeCheck({ handshake, wire, isOver }: ScanTools, signal: AbortSignal): SenderTools['check'] {
  return async (ask) => {
    const outcome = await handshake.check(ask);
    // A scan that was begun after this one is not to be stopped by its answer.
    if (!outcome.ok && !signal.aborted && (outcome.reason === 'off' || wire.isCut())) isOver();
    return outcome;
  };
}

/** Looks after the marks; to be called when there are some, as often as that is told. */
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

/** Reads this document, has it checked and marks it, until the scan is stopped. */
export function startScan(tools: ScanTools): Scan {
  const { page, wire, shadowOf, painter, shadowStyle, handshake } = tools;
  const life = new AbortController();
  const { signal } = life;
  const reader = startReader({ painter, shadowOf: pageRoots(shadowOf), onRoot: shadowStyle.adopt }, signal);
  const { parts, filling } = reader;
  const popover = startPopover(page, parts, { wire, shadowOf }, signal);
  const guard = makeGuard(tools, signal);
  const onFound = () => {
    reader.found();
    popover.found();
    guard();
  };
  const contexts = followPassageContexts({ parts, tell: (told) => wire.contexts({ page, parts: told }) }, signal);
  const { nextCheck } = tools;
  const check = makeCheck(tools, signal);
  const sender = startSender(
    { painter, parts, filling, check, nextScan: nextCheck, onFound, onAnswered: contexts.answered },
    signal,
  );
  reader.read(() => {
    sender.kick();
    // A page without text to send makes itself known all the same.
    if (!handshake.isMade) void handshake.make();
  });
  return { parts, sender, popover, contexts, ticks: ticksSwitch(parts, signal), stop: () => life.abort() };
}
