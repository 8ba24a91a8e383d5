import { makeAdoptedStyle } from '../mark/adopted-style.ts';
import { makeNearPainter } from '../mark/near-painter.ts';
import { makePainter } from '../mark/paint.ts';
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

/** The messages between a tab and the background. */
export interface TabWire extends PopoverWire, HandshakeWire {
  gone(ask: Gone): void;
  unselected(ask: Gone): void;
  contexts(ask: PassageContexts): void;
  /** Whether the background is gone: the extension was updated, disabled or removed. */
  isCut(): boolean;
  /** Answers messages of the background until the signal aborts. */
  serve(handlers: Handlers<ToTab>, signal: AbortSignal): void;
}

/** Dependencies of the content script. */
export interface TabTools {
  readonly wire: TabWire;
  /** Returns an element's shadow root; closed ones too, where the browser gives an extension access to them. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /**
   * Returns the CSS rules of a style of marks, for browsers that do not apply a document's rules inside shadow trees, or insert them
   * only when the document has loaded; `undefined` for the others.
   */
  readonly adoptedRules: ((style: string) => string) | undefined;
  /** Whether scripts of a document that was left for good go on, as in Firefox. */
  readonly outlivesPage: boolean;
}

// The id is no secret. It distinguishes this document from others in the same tab.
function randomId(): string {
  return Math.random().toString(36).slice(2);
}

async function partText({ parts, contexts }: Scan, number: number): Promise<PartText | null> {
  const sent = parts.all[number]?.sent;
  if (!sent) return null;
  return { scan: sent.scan, text: joinFlows(sent.page.flows).text, main: await contexts.mainSpansOf(sent) };
}

function untilShown(signal: AbortSignal): Promise<void> {
  // A prerendered page may never be shown.
  if (!('prerendering' in document) || !document.prerendering) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true, signal });
  });
}

/** This document, which is scanned as long as the extension is on here. */
class Tab {
  private readonly page = randomId();
  private readonly painter = makeNearPainter(makePainter());
  private readonly adoptedStyle;
  private readonly handshake;
  private readonly watchSelection;
  private readonly tools: TabTools;
  private readonly signal: AbortSignal;
  private checks = 0;
  private isLookedAt = false;
  private scan: Scan | undefined;

  constructor(tools: TabTools, signal: AbortSignal) {
    this.tools = tools;
    this.signal = signal;
    this.adoptedStyle = makeAdoptedStyle(tools.adoptedRules);
    this.watchSelection = makeSelectionWatch(() => tools.wire.unselected({ page: this.page }), signal);
    this.handshake = makeHandshake(tools.wire, this.page, (reply) => {
      if (!signal.aborted) this.switchTo(reply);
    });
  }

  /** Starts to scan; where the extension may be off, after the background has answered. */
  async begin(): Promise<void> {
    this.handshake.forget();
    await untilShown(this.signal);
    if (this.signal.aborted) return;
    if (asksFirst()) await this.handshake.make();
    else this.start();
  }

  /** Ends the scan and removes all marks. */
  stop(): void {
    this.scan?.stop();
    this.scan = undefined;
    this.painter.clear();
    this.adoptedStyle.drop();
  }

  /** Call when the user leaves the page. */
  leave({ persisted }: PageTransitionEvent): void {
    // A page that is left for good is discarded with its marks and listeners; to remove them or to send a message would delay the next
    // page. In Firefox the scan has to end, as what goes on there finds the next page's document, or none. For a top page, the handshake
    // of the next page tells the background.
    if (persisted) this.stop();
    else if (this.tools.outlivesPage) this.scan?.stop();
    if (window !== window.top) this.tools.wire.gone({ page: this.page });
  }

  /** The handlers of messages from the background to this document. */
  handlers(): Handlers<ToTab> {
    return {
      switched: ({ anew, ...reply }) => {
        if (anew) this.stop();
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
      'read-part': async ({ part }) => ({ ok: true, value: this.scan ? await partText(this.scan, part) : null }),
      who: () => ({ ok: true, value: this.page }),
      'watch-selection': this.watchSelection,
      'survey-unread': () => {
        this.lookedAt();
        const value = this.scan ? { page: this.page, ...surveyParts(this.scan.parts) } : null;
        return { ok: true, value };
      },
    };
  }

  private start(): void {
    const { page, painter, adoptedStyle, handshake } = this;
    const { wire, shadowOf } = this.tools;
    const nextCheck = () => ++this.checks;
    const isOver = () => this.stop();
    this.scan ??= startScan({ page, painter, adoptedStyle, handshake, wire, shadowOf, nextCheck, isOver });
    if (this.isLookedAt) this.scan.contexts.follow();
  }

  private lookedAt(): void {
    this.isLookedAt = true;
    this.scan?.contexts.follow();
  }

  private switchTo({ on, style, paint, ticks, isLookedAt }: HandshakeReply): void {
    if (isLookedAt) this.lookedAt();
    if (on) {
      this.start();
      this.painter.paint(paint);
      this.adoptedStyle.dress(style);
      this.scan?.ticks(ticks);
    } else this.stop();
  }
}

/** Checks this document and marks its matches as long as the extension is on here; until the signal aborts. */
export function startTab(tools: TabTools, signal: AbortSignal): void {
  const tab = new Tab(tools, signal);
  tools.wire.serve(tab.handlers(), signal);
  // A page may dispatch one of its own.
  addEventListener('pagehide', (event) => event.isTrusted && tab.leave(event), { signal });
  addEventListener('pageshow', (event) => event.persisted && void tab.begin(), { signal });
  signal.addEventListener('abort', () => tab.stop(), { once: true });
  void tab.begin();
}
