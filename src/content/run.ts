import { makeNearPainter } from '../mark/near-painter.ts';
import { makePainter } from '../mark/paint.ts';
import { makeShadowStyle } from '../mark/shadow-style.ts';
import type { Handlers } from '../messages/channel.ts';
import type { Gone, HandshakeReply, PassageContexts } from '../messages/protocol/from-tab.ts';
import type { PartText, ToTab } from '../messages/protocol/to-tab.ts';
import type { ElementQueries } from '../page/element-queries.ts';
import { joinFlows } from '../page/flow.ts';
import { asksFirst } from './handshake/ask-first.ts';
import { type HandshakeWire, makeHandshake } from './handshake/handshake.ts';
import { findMatch, showMatch } from './marking/show-match.ts';
import { surveyParts } from './marking/survey-parts.ts';
import type { PopoverWire } from './popover/opener.ts';
import { type Scan, startScan } from './scan.ts';
import { makeSelectionWatch } from './selection.ts';

/** A tab's way to the background and back. */
export interface TabWire extends PopoverWire, HandshakeWire {
  gone(ask: Gone): void;
  unselected(ask: Gone): void;
  contexts(ask: PassageContexts): void;
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

// No secret: it tells this document from those before and beside it in the tab.
function randomId(): string {
  return Math.random().toString(36).slice(2);
}

function partText({ parts, contexts }: Scan, number: number): PartText | null {
  const sent = parts.all[number]?.sent;
  return sent ? { scan: sent.scan, text: joinFlows(sent.page.flows).text, main: contexts.mainSpansOf(sent) } : null;
}

function untilShown(signal: AbortSignal): Promise<void> {
  // A page that is prerendered may never be seen.
  if (!('prerendering' in document) || !document.prerendering) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true, signal });
  });
}

/** This document as the background sees it: scanned, as long as the extension is on here. */
class Tab {
  private readonly page = randomId();
  private readonly painter = makeNearPainter(makePainter());
  private readonly shadowStyle;
  private readonly handshake;
  private readonly watchSelection;
  private readonly tools: TabTools;
  private readonly signal: AbortSignal;
  private checks = 0;
  private scan: Scan | undefined;

  constructor(tools: TabTools, signal: AbortSignal) {
    this.tools = tools;
    this.signal = signal;
    this.shadowStyle = makeShadowStyle(tools.shadowRules);
    this.watchSelection = makeSelectionWatch(() => tools.wire.unselected({ page: this.page }), signal);
    this.handshake = makeHandshake(tools.wire, this.page, (reply) => {
      if (!signal.aborted) this.switchTo(reply);
    });
  }

  /** Begins to scan; where the extension may be off, after the background has been asked. */
  async begin(): Promise<void> {
    this.handshake.forget();
    await untilShown(this.signal);
    if (this.signal.aborted) return;
    if (asksFirst()) await this.handshake.make();
    else this.start();
  }

  /** Ends the scan and takes all marks away. */
  stop(): void {
    this.scan?.stop();
    this.scan = undefined;
    this.painter.clear();
    this.shadowStyle.drop();
  }

  /** The user leaves the page. */
  leave({ persisted }: PageTransitionEvent): void {
    // A page that is left for good takes all of it along; to end it one by one would keep the next page waiting, and so does a
    // goodbye: that of a top page is told by the handshake of the next.
    if (persisted) this.stop();
    if (window !== window.top) this.tools.wire.gone({ page: this.page });
  }

  /** The answers to what the background asks of this document. */
  handlers(): Handlers<ToTab> {
    return {
      switched: (reply) => {
        this.switchTo(reply);
        return { ok: true, value: null };
      },
      'show-match': ({ match, open }) => {
        const found = this.scan && findMatch(this.scan.parts, match);
        if (found) showMatch(found, this.painter, this.tools.shadowOf);
        if (found && open) this.scan?.popover.openAt(match);
        return { ok: true, value: found !== undefined };
      },
      matches: (news) => {
        this.scan?.sender.matches(news);
        this.scan?.popover.replaced();
        return { ok: true, value: null };
      },
      'read-part': ({ part }) => ({ ok: true, value: this.scan ? partText(this.scan, part) : null }),
      who: () => ({ ok: true, value: this.page }),
      'watch-selection': this.watchSelection,
      'survey-unread': () => ({
        ok: true,
        value: this.scan ? { page: this.page, ...surveyParts(this.scan.parts) } : null,
      }),
    };
  }

  private start(): void {
    const { page, painter, shadowStyle, handshake } = this;
    const { wire, shadowOf } = this.tools;
    const nextCheck = () => ++this.checks;
    const isOver = () => this.stop();
    this.scan ??= startScan({ page, painter, shadowStyle, handshake, wire, shadowOf, nextCheck, isOver });
  }

  private switchTo({ on, style, paint, ticks }: HandshakeReply): void {
    if (on) {
      this.start();
      this.painter.paint(paint);
      this.shadowStyle.dress(style);
      this.scan?.ticks(ticks);
    } else this.stop();
  }
}

/** Checks this document and marks it, as long as the extension is on here; until the signal aborts. */
export function startTab(tools: TabTools, signal: AbortSignal): void {
  const tab = new Tab(tools, signal);
  tools.wire.serve(tab.handlers(), signal);
  addEventListener('pagehide', (event) => tab.leave(event), { signal });
  addEventListener('pageshow', (event) => event.persisted && void tab.begin(), { signal });
  signal.addEventListener('abort', () => tab.stop(), { once: true });
  void tab.begin();
}
