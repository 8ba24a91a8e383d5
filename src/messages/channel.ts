import { type Browser, browser } from 'wxt/browser';
import type { Result, Undelivered } from './protocol/exchange.ts';
import type { FromTab } from './protocol/from-tab.ts';
import type { FromUi } from './protocol/from-ui.ts';
import type { ToTab } from './protocol/to-tab.ts';
import type { ToUi } from './protocol/to-ui.ts';

/*
 * One-shot messages over runtime messaging. It is no library, because none offers all of these: a failure is a value and never an
 * exception; a message from a tab is validated on arrival; a context answers only messages addressed to it (a page of the
 * extension also receives what another page sends to the background). No ports are used, as an open port keeps a page out of the
 * back/forward cache.
 */

type Messages = object;
type AskOf<X> = X extends { readonly ask: infer Ask } ? Ask : never;
type ReplyOf<X> = X extends { readonly reply: infer Reply } ? Reply : never;
type ReasonOf<X> = X extends { readonly reason: infer Reason extends string } ? Reason : never;

/** The reply to a message of kind X, or the reason for its failure. */
export type Outcome<X> = Result<ReplyOf<X>, ReasonOf<X> | Undelivered>;

/** The sender of a message as reported by the browser; nothing here is taken from the message itself. */
export interface Sender {
  /** The tab, if the message comes from a tab. */
  readonly tab: number | undefined;
  readonly frame: number;
  /** Address of the frame's document. */
  readonly url: string | undefined;
  /** Address of the tab's top page. */
  readonly topUrl: string | undefined;
  readonly inPrivate: boolean;
  /** Whether it is a page of this extension, not a content script. */
  readonly own: boolean;
}

/** A handler for each message of a group. */
export type Handlers<M extends Messages> = {
  readonly [K in keyof M]: (ask: AskOf<M[K]>, sender: Sender) => Promise<Outcome<M[K]>> | Outcome<M[K]>;
};

/** Validates incoming messages: returns whether the message `name` with this body is accepted from this sender. */
export type Door = (name: string, ask: unknown, sender: Sender) => boolean;

interface Envelope {
  readonly dejaLu: string;
  readonly ask: unknown;
}

const UNREACHABLE = { ok: false, reason: 'unreachable' } as const;
const BAD_MESSAGE = { ok: false, reason: 'bad-message' } as const;

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && typeof (message as Envelope).dejaLu === 'string';
}

// A throw (the extension was updated while this page was open) and an empty reply (no context serves this message) mean the same
// for the sender: the message was not received.
async function deliver<X>(call: () => Promise<unknown>): Promise<Outcome<X>> {
  try {
    return ((await call()) as Outcome<X> | undefined) ?? UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}

function post<X>(name: string, ask: unknown): Promise<Outcome<X>> {
  const envelope: Envelope = { dejaLu: name, ask };
  return deliver(() => browser.runtime.sendMessage(envelope));
}

/**
 * Sends a message from a content script to the background. Never rejects; the reason `unreachable` means that no context replied.
 */
export function tellBackground<K extends keyof FromTab>(name: K, ask: AskOf<FromTab[K]>): Promise<Outcome<FromTab[K]>> {
  return post(name, ask);
}

/** Sends a message from a page of the extension to the background. Never rejects: see `tellBackground`. */
export function askBackground<K extends keyof FromUi>(name: K, ask: AskOf<FromUi[K]>): Promise<Outcome<FromUi[K]>> {
  return post(name, ask);
}

/** Ms before each further try where no context has answered: the browser may stop the background at any moment, and starts it again. */
const RETRIES_MS = [200, 1_000, 5_000];

/**
 * Asks as `askBackground` does, and again where no context has answered, as the background was stopped meanwhile. For messages that may
 * be answered twice: those that ask for something, or store what they hold.
 */
export async function askAgain<K extends keyof FromUi>(name: K, ask: AskOf<FromUi[K]>): Promise<Outcome<FromUi[K]>> {
  let outcome = await askBackground(name, ask);
  for (const ms of RETRIES_MS) {
    if (outcome.ok || outcome.reason !== 'unreachable') break;
    await new Promise((resolve) => setTimeout(resolve, ms));
    outcome = await askBackground(name, ask);
  }
  return outcome;
}

/** Sends a message from the background to the extension's open pages. No open page is not an error. */
export async function tellPages<K extends keyof ToUi>(name: K, ask: AskOf<ToUi[K]>): Promise<void> {
  await post(name, ask);
}

/**
 * Sends a message from the background to the content script of one frame, or of all frames of the tab if no frame is given. Never
 * rejects.
 */
export function tellTab<K extends keyof ToTab>(
  place: { readonly tab: number; readonly frame?: number },
  name: K,
  ask: AskOf<ToTab[K]>,
): Promise<Outcome<ToTab[K]>> {
  const envelope: Envelope = { dejaLu: name, ask };
  const options = place.frame === undefined ? {} : { frameId: place.frame };
  return deliver(() => browser.tabs.sendMessage(place.tab, envelope, options));
}

function senderOf(sender: Browser.runtime.MessageSender): Sender {
  return {
    tab: sender.tab?.id,
    frame: sender.frameId ?? 0,
    url: sender.url,
    topUrl: sender.tab?.url,
    inPrivate: sender.tab?.incognito ?? false,
    own: sender.url?.startsWith(browser.runtime.getURL('')) ?? false,
  };
}

/**
 * Answers messages until the signal aborts. Messages that `handlers` does not have are left to other listeners. A message that
 * the door refuses is answered with `bad-message`, and so is one whose handler throws; that error is written to the console.
 */
export function serve<M extends Messages>(handlers: Handlers<M>, signal?: AbortSignal, door: Door = () => true): void {
  const table = new Map(Object.entries(handlers)) as Map<string, (ask: unknown, sender: Sender) => unknown>;
  const listen = (message: unknown, from: Browser.runtime.MessageSender, reply: (outcome: unknown) => void) => {
    const handler = isEnvelope(message) ? table.get(message.dejaLu) : undefined;
    if (!handler || !isEnvelope(message)) return false;
    const sender = senderOf(from);
    if (!door(message.dejaLu, message.ask, sender)) {
      reply(BAD_MESSAGE);
      return true;
    }
    // The handler starts before this function returns: opening the side panel needs the user's gesture, which ends with the turn.
    const answer = async () => handler(message.ask, sender);
    answer().then(reply, (error: unknown) => {
      console.error(error);
      reply(BAD_MESSAGE);
    });
    return true;
  };
  browser.runtime.onMessage.addListener(listen);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listen), { once: true });
}
