import { afterEach, expect, test, vi } from 'vitest';
import { fetchPdf } from '../../src/network/pdf.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n%…\nthe rest of it');

/** A body that gives pieces of ten bytes as long as it is read. */
function endless(read: () => void): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      read();
      controller.enqueue(new Uint8Array(10));
    },
  });
}

const ask = (over: object = {}) => ({ cookies: false, maxBytes: 1000, signal: new AbortController().signal, ...over });

function answering(response: () => Response) {
  const mock = vi.fn((_address: string, _init: RequestInit) => Promise.resolve(response()));
  vi.stubGlobal('fetch', mock);
  return mock;
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['200 with a PDF', () => new Response(PDF), false, 'bytes'],
  ['200 with a page', () => new Response('<!doctype html>'), false, 'needs-cookies'],
  ['200 with a page, asked with cookies', () => new Response('<!doctype html>'), true, 'not-pdf'],
  ['200 without a body', () => new Response(null), true, 'not-pdf'],
  ['401', () => new Response('', { status: 401 }), false, 'needs-cookies'],
  ['403, asked with cookies', () => new Response('', { status: 403 }), true, 'refused'],
  ['404', () => new Response('', { status: 404 }), false, 'refused'],
  ['a length over the limit', () => new Response(PDF, { headers: { 'content-length': '1001' } }), false, 'too-large'],
] as const)('an answer of %s', async (_, response, cookies, expected) => {
  answering(response);
  const answer = await fetchPdf('https://example.com/a.pdf', ask({ cookies }));
  expect('problem' in answer ? answer.problem : 'bytes').toBe(expected);
  if ('bytes' in answer) expect(answer.bytes).toEqual(PDF);
});

test('a body that never ends is read up to the limit and no further', async () => {
  let pieces = 0;
  answering(() => new Response(endless(() => pieces++)));
  expect(await fetchPdf('https://example.com/a.pdf', ask())).toEqual({ problem: 'too-large' });
  expect(pieces).toBeLessThan(110);
});

test.each([
  [false, 'omit'],
  [true, 'include'],
] as const)('cookies %s: credentials are %s, and there is no referrer', async (cookies, credentials) => {
  const mock = answering(() => new Response(PDF));
  await fetchPdf('https://example.com/a.pdf', ask({ cookies }));
  expect(mock.mock.calls[0]![1]).toMatchObject({ credentials, referrerPolicy: 'no-referrer' });
});

test.each([
  'file:///a.pdf',
  'blob:https://example.com/1',
  'data:application/pdf,',
  'ftp://example.com/a.pdf',
  '',
  'a.pdf',
])('nothing is fetched from «%s»', async (address) => {
  const mock = answering(() => new Response(PDF));
  expect(await fetchPdf(address, ask())).toEqual({ problem: 'bad-address' });
  expect(mock).not.toHaveBeenCalled();
});

test('no connection is a problem that is told; what the user ends rejects', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection')));
  expect(await fetchPdf('https://example.com/a.pdf', ask())).toEqual({ problem: 'unreachable' });
  const ended = ask({ signal: AbortSignal.abort() });
  await expect(fetchPdf('https://example.com/a.pdf', ended)).rejects.toThrow('abort');
});
