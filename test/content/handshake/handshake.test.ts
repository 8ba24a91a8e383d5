import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeHello, type TabHello } from '../../../src/content/handshake/handshake.ts';
import type { CheckPart, HelloReply } from '../../../src/messages/protocol/from-tab.ts';

const REPLY: HelloReply = { on: true, style: 'amber-solid', ticks: false };
const PART = { scan: 1, part: 0, parts: 1, text: '山上有风' };
const TYPE = 'text/plain';
const UNREACHABLE = { ok: false, reason: 'unreachable' } as const;

let asked: object[];
let heard: HelloReply[];
let isReachable: boolean;
let hello: TabHello;

beforeEach(() => {
  vi.stubGlobal('document', { contentType: TYPE });
  asked = [];
  heard = [];
  isReachable = true;
  const wire = {
    async hello(ask: object) {
      asked.push(ask);
      return isReachable ? ({ ok: true, value: REPLY } as const) : UNREACHABLE;
    },
    async check(ask: CheckPart) {
      asked.push(ask);
      const value = { scan: ask.scan, part: ask.part, matches: [], ...(ask.hello && { hello: REPLY }) };
      return isReachable ? ({ ok: true, value } as const) : UNREACHABLE;
    },
  };
  hello = makeHello(wire, 'p', (reply) => heard.push(reply));
});
afterEach(() => vi.unstubAllGlobals());

describe('a page’s hello', () => {
  it('goes with the first text, and not with the next', async () => {
    await hello.check(PART);
    await hello.check(PART);
    expect(asked).toEqual([
      { page: 'p', ...PART, hello: { type: TYPE } },
      { page: 'p', ...PART },
    ]);
    expect(heard).toEqual([REPLY]);
  });

  it('goes alone where it is said before any text', async () => {
    await hello.say();
    await hello.check(PART);
    expect(asked).toEqual([
      { page: 'p', type: TYPE },
      { page: 'p', ...PART },
    ]);
    expect(heard).toEqual([REPLY]);
  });

  it('is said again when nobody heard it, and when the page is a new one to the background', async () => {
    isReachable = false;
    await hello.check(PART);
    await hello.say();
    expect([hello.isSaid, heard]).toEqual([false, []]);
    isReachable = true;
    await hello.check(PART);
    expect(heard).toEqual([REPLY]);
    hello.forget();
    await hello.check(PART);
    expect(asked.at(-1)).toEqual({ page: 'p', ...PART, hello: { type: TYPE } });
  });
});
