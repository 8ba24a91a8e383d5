import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Handshake, makeHandshake } from '../../../src/content/handshake/handshake.ts';
import type { CheckPart, HandshakeReply } from '../../../src/messages/protocol/from-tab.ts';

const REPLY: HandshakeReply = { on: true, style: 'amber-solid', paint: true, ticks: false };
const PART = { scan: 1, part: 0, parts: 1, text: '山上有风' };
const TYPE = 'text/plain';
const UNREACHABLE = { ok: false, reason: 'unreachable' } as const;

let asked: object[];
let heard: HandshakeReply[];
let isReachable: boolean;
let handshake: Handshake;

beforeEach(() => {
  vi.stubGlobal('document', { contentType: TYPE });
  asked = [];
  heard = [];
  isReachable = true;
  const wire = {
    async handshake(ask: object) {
      asked.push(ask);
      return isReachable ? ({ ok: true, value: REPLY } as const) : UNREACHABLE;
    },
    async check(ask: CheckPart) {
      asked.push(ask);
      const value = { scan: ask.scan, part: ask.part, matches: [], ...(ask.handshake && { handshake: REPLY }) };
      return isReachable ? ({ ok: true, value } as const) : UNREACHABLE;
    },
  };
  handshake = makeHandshake(wire, 'p', (reply) => heard.push(reply));
});
afterEach(() => vi.unstubAllGlobals());

describe('the handshake of a page', () => {
  it('is carried by the first part and not by the second', async () => {
    await handshake.check(PART);
    await handshake.check(PART);
    expect(asked).toEqual([
      { page: 'p', ...PART, handshake: { type: TYPE } },
      { page: 'p', ...PART },
    ]);
    expect(heard).toEqual([REPLY]);
  });

  it('is a message of its own if it is made before any text is sent', async () => {
    await handshake.make();
    await handshake.check(PART);
    expect(asked).toEqual([
      { page: 'p', type: TYPE },
      { page: 'p', ...PART },
    ]);
    expect(heard).toEqual([REPLY]);
  });

  it('is made again after the background could not be reached, and after `forget`', async () => {
    isReachable = false;
    await handshake.check(PART);
    await handshake.make();
    expect([handshake.isMade, heard]).toEqual([false, []]);
    isReachable = true;
    await handshake.check(PART);
    expect(heard).toEqual([REPLY]);
    handshake.forget();
    await handshake.check(PART);
    expect(asked.at(-1)).toEqual({ page: 'p', ...PART, handshake: { type: TYPE } });
  });
});
