import { makeNearPainter } from '../mark/near-painter.ts';
import { isOwnHost } from '../mark/own-hosts.ts';
import { makePainter } from '../mark/paint.ts';
import { makeShadowStyle } from '../mark/shadow-style.ts';
import type { Handlers } from '../messages/channel.ts';
import type { Gone, HandshakeReply } from '../messages/protocol/from-tab.ts';
import type { PartText, ToTab } from '../messages/protocol/to-tab.ts';
import type { ElementQueries } from '../page/element-queries.ts';
import { joinFlows } from '../page/flow.ts';
import { asksFirst } from './handshake/ask-first.ts';
import { type HandshakeWire, makeHandshake } from './handshake/handshake.ts';
import { ticksSwitch } from './marking/scrollbar-ticks.ts';
import { findMatch, showMatch } from './marking/show-match.ts';
import type { PopoverWire } from './popover/opener.ts';
import { startPopover, type TabPopover } from './popover/popover-control.ts';
import { startReader } from './reading/reader.ts';
import type { Parts } from './sending/parts.ts';
import { type Sender, startSender } from './sending/sender.ts';

/** A tab's way to the background and back. */
export interface TabWire extends PopoverWire, HandshakeWire {
  gone(ask: Gone): void;
  /** Whether there is no background any more: the extension was updated, switched off or removed. */
  isCut(): boolean;
  /** Answers what the background says until the signal aborts. */
  serve(handlers: Handlers<ToTab>, signal: AbortSignal): void;
}

/** What the tab's side of a scan is given. */
export interface TabTools {
  readonly wire: TabWire;
  /** Finds an element's shadow root, closed ones too where the browser lets an extension. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** The rules of a style of marks, where the browser does not apply a document's rules inside its shadow trees. */
  readonly shadowRules: ((style: string) => string) | undefined;
}

/**
 * The page may clear the registry of highlights, and the extension may go: neither tells anybody. Every so many ms the marks are put
 * back or taken away.
 */
const GUARD_MS = 1_000;

interface Running {
  readonly parts: Parts;
  readonly sender: Sender;
  readonly popover: TabPopover;
  ticks(on: boolean): void;
  stop(): void;
}

// No secret: it tells this document from those before and beside it in the tab.
function randomId(): string {
  return Math.random().toString(36).slice(2);
}

function partText(parts: Parts, number: number): PartText | null {
  const sent = parts.all[number]?.sent;
  return sent ? { scan: sent.scan, text: joinFlows(sent.page.flows).text } : null;
}

function untilShown(signal: AbortSignal): Promise<void> {
  // A page that is prerendered may never be seen.
  if (!('prerendering' in document) || !document.prerendering) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true, signal });
  });
}

/** Checks this document and marks it, as long as it is on here; until the signal aborts. */
export function startTab({ wire, shadowOf, shadowRules }: TabTools, signal: AbortSignal): void {
  const page = randomId();
  const painter = makeNearPainter(makePainter());
  const shadowStyle = makeShadowStyle(shadowRules);
  let scans = 0;
  let running: Running | undefined;
  let guard: ReturnType<typeof setInterval> | undefined;

  const start = () => {
    if (running) return;
    const life = new AbortController();
    const reader = startReader(
      // Browsers let an extension into closed roots, into its own too: our words are not the page's.
      {
        painter,
        shadowOf(element) {
          const root = shadowOf(element);
          return root && isOwnHost(element) ? null : root;
        },
        onRoot: shadowStyle.adopt,
        onRead() {
          sender.kick();
          // There was nothing to send.
          if (!handshake.isMade) void handshake.make();
        },
      },
      life.signal,
    );
    const { parts, filling } = reader;
    const check: Parameters<typeof startSender>[0]['check'] = async (ask) => {
      const outcome = await handshake.check(ask);
      // What was begun after it is not stopped by it.
      if (!outcome.ok && !life.signal.aborted && (outcome.reason === 'off' || wire.isCut())) stop();
      return outcome;
    };
    let root = document.documentElement;
    const popover = startPopover(page, parts, { wire, shadowOf }, life.signal);
    const onFound = () => {
      reader.found();
      popover.found();
      guard ??= setInterval(() => {
        if (wire.isCut()) return stop();
        painter.reassert();
        // `document.open()` replaces the root element and takes all listeners off the window.
        if (root !== document.documentElement) popover.listenAgain();
        root = document.documentElement;
      }, GUARD_MS);
    };
    const sender = startSender({ painter, parts, filling, check, nextScan: () => ++scans, onFound }, life.signal);
    running = { parts, sender, popover, ticks: ticksSwitch(parts, life.signal), stop: () => life.abort() };
  };

  const switchTo = ({ on, style, paint, ticks }: HandshakeReply) => {
    if (!on) return stop();
    start();
    painter.paint(paint);
    shadowStyle.dress(style);
    running?.ticks(ticks);
  };

  const stop = () => {
    running?.stop();
    running = undefined;
    clearInterval(guard);
    guard = undefined;
    painter.clear();
    shadowStyle.drop();
  };

  const handshake = makeHandshake(wire, page, (reply) => {
    if (!signal.aborted) switchTo(reply);
  });

  const begin = async () => {
    handshake.forget();
    await untilShown(signal);
    if (signal.aborted) return;
    if (asksFirst()) await handshake.make();
    else start();
  };

  const leave = ({ persisted }: PageTransitionEvent) => {
    // A page that is left for good takes all of it along; to end it one by one would keep the next page waiting, and so does a
    // goodbye: that of a top page is told by the handshake of the next.
    if (persisted) stop();
    if (window !== window.top) wire.gone({ page });
  };

  wire.serve(
    {
      switched(reply) {
        switchTo(reply);
        return { ok: true, value: null };
      },
      'show-match'({ match, open }) {
        const found = running && findMatch(running.parts, match);
        if (found) showMatch(found, painter);
        if (found && open) running?.popover.openAt(match);
        return { ok: true, value: found !== undefined };
      },
      matches(news) {
        running?.sender.matches(news);
        running?.popover.replaced();
        return { ok: true, value: null };
      },
      'read-part': ({ part }) => ({ ok: true, value: running ? partText(running.parts, part) : null }),
      who: () => ({ ok: true, value: page }),
    },
    signal,
  );
  addEventListener('pagehide', leave, { signal });
  addEventListener('pageshow', (event) => event.persisted && void begin(), { signal });
  signal.addEventListener('abort', stop, { once: true });
  void begin();
}
