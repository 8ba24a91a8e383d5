import type { Outcome } from '../../messages/channel.ts';
import type { CheckPart, FromTab, HandshakeAsk, HandshakeReply } from '../../messages/protocol/from-tab.ts';

/** The messages of the handshake between a page and the background. */
export interface HandshakeWire {
  handshake(ask: HandshakeAsk): Promise<Outcome<FromTab['handshake']>>;
  check(ask: CheckPart): Promise<Outcome<FromTab['check-part']>>;
}

/** Makes this page known to the background: by a message of its own, or along with the first part of its text. */
export interface Handshake {
  /** Whether the handshake was made or is under way. */
  readonly isMade: boolean;
  /** Makes the handshake by a message of its own. */
  make(): Promise<void>;
  /** Sends a part to be checked; it carries the handshake if that was not made. */
  check(part: Omit<CheckPart, 'page' | 'handshake'>): Promise<Outcome<FromTab['check-part']>>;
  /** Makes the next message carry a handshake again: the background treats a page from the back/forward cache as a new one. */
  forget(): void;
}

/**
 * @param page the id by which the background knows this document
 * @param heard called with each reply to a handshake: whether the extension is on here, and how marks look
 */
export function makeHandshake(wire: HandshakeWire, page: string, heard: (reply: HandshakeReply) => void): Handshake {
  let made = false;
  const pageType = () => ({ type: document.contentType });
  // Without an answer (the background cannot be reached) the handshake has to be made again.
  const settle = (reply: HandshakeReply | undefined) => {
    if (reply) heard(reply);
    else made = false;
  };
  return {
    get isMade() {
      return made;
    },
    async make() {
      made = true;
      const reply = await wire.handshake({ page, ...pageType() });
      settle(reply.ok ? reply.value : undefined);
    },
    async check(part) {
      if (made) return wire.check({ page, ...part });
      made = true;
      const outcome = await wire.check({ page, ...part, handshake: pageType() });
      settle(outcome.ok ? outcome.value.handshake : undefined);
      return outcome;
    },
    forget() {
      made = false;
    },
  };
}
