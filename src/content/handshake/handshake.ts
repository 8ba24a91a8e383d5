import type { Outcome } from '../../messages/channel.ts';
import type { CheckPart, FromTab, HandshakeAsk, HandshakeReply } from '../../messages/protocol/from-tab.ts';

/** The messages by which a page makes itself known to the background. */
export interface HandshakeWire {
  handshake(ask: HandshakeAsk): Promise<Outcome<FromTab['handshake']>>;
  check(ask: CheckPart): Promise<Outcome<FromTab['check-part']>>;
}

/** Makes this page known to the background: by a message of its own, or along with the first text. */
export interface Handshake {
  /** Whether the handshake is made, or is being made. */
  readonly isMade: boolean;
  /** Makes the handshake by a message of its own. */
  make(): Promise<void>;
  /** Has a part checked; the first part carries the handshake, if that is not made. */
  check(part: Omit<CheckPart, 'page' | 'handshake'>): Promise<Outcome<FromTab['check-part']>>;
  /** Makes the next message carry a handshake again: to the background a page from the back/forward cache is a new one. */
  forget(): void;
}

/**
 * @param page the id by which the background knows this document
 * @param heard what was answered: whether it is on here, and how marks look
 */
export function makeHandshake(wire: HandshakeWire, page: string, heard: (reply: HandshakeReply) => void): Handshake {
  let made = false;
  const pageType = () => ({ type: document.contentType });
  // Without an answer, as from a background that cannot be reached, the handshake is to be made again.
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
