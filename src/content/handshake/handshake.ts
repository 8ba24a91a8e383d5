import type { Outcome } from '../../messages/channel.ts';
import type { CheckPart, FromTab, Hello, HelloReply } from '../../messages/protocol/from-tab.ts';

/** The ways on which a page says hello. */
export interface HelloWire {
  hello(ask: Hello): Promise<Outcome<FromTab['hello']>>;
  check(ask: CheckPart): Promise<Outcome<FromTab['check-part']>>;
}

/** Tells the background of this page: by itself, or along with the first text. */
export interface TabHello {
  /** Whether it has been told, or is just being told. */
  readonly isSaid: boolean;
  say(): Promise<void>;
  /** Has a part checked, and says hello along with it where that has not been said. */
  check(part: Omit<CheckPart, 'page' | 'hello'>): Promise<Outcome<FromTab['check-part']>>;
  /** The page is a new one to the background: it comes back from the back/forward cache. */
  forget(): void;
}

/**
 * @param page the id by which the background knows this document
 * @param heard what was answered: whether it is on here, and how marks look
 */
export function makeHello(wire: HelloWire, page: string, heard: (reply: HelloReply) => void): TabHello {
  let said = false;
  const hello = () => ({ type: document.contentType });
  // Without an answer, as from a background that cannot be reached, it is to be said again.
  const settle = (reply: HelloReply | undefined) => {
    if (reply) heard(reply);
    else said = false;
  };
  return {
    get isSaid() {
      return said;
    },
    async say() {
      said = true;
      const reply = await wire.hello({ page, ...hello() });
      settle(reply.ok ? reply.value : undefined);
    },
    async check(part) {
      if (said) return wire.check({ page, ...part });
      said = true;
      const outcome = await wire.check({ page, ...part, hello: hello() });
      settle(outcome.ok ? outcome.value.hello : undefined);
      return outcome;
    },
    forget() {
      said = false;
    },
  };
}
