import { joined } from './joined.ts';
import { NetworkError } from './network-error.ts';

/** What is asked for, and how much of it is taken. */
export interface LimitedAsk {
  /** Most bytes of the body, after any compression of the connection was undone. */
  readonly maxBytes: number;
  /** Longest wait for the next bytes, in ms; `MOST_WAIT` unless it is given. */
  readonly maxWait?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** An answer. `body` is null where the host says that nothing has changed (304). */
export interface LimitedAnswer {
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly headers: Headers;
}

/** How long a host may send nothing, in ms: what a phone in a tunnel needs, and less than a background lives. */
const MOST_WAIT = 25_000;

/** Ends what it watches when nothing has happened for some time. */
class Watch {
  readonly signal: AbortSignal;
  isOver = false;
  private readonly own = new AbortController();
  private readonly wait: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(wait: number, signal: AbortSignal | undefined) {
    this.wait = wait;
    this.signal = signal ? AbortSignal.any([signal, this.own.signal]) : this.own.signal;
    this.restart();
  }

  restart(): void {
    this.stop();
    this.timer = setTimeout(() => {
      this.isOver = true;
      this.own.abort();
    }, this.wait);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

function checkStatus({ status, type }: Response, address: string): void {
  if (type === 'opaqueredirect')
    throw new NetworkError('redirected', `${address} sends elsewhere: give the address that it leads to`);
  if (status === 404 || status === 410) throw new NetworkError('missing', `${address}: the host has no such file`);
  if (status !== 200 && status !== 304) throw new NetworkError('refused', `${address}: the host answers ${status}`);
}

/** Reads a body as it comes, so that one that never ends is cut off at the limit, whatever its header says of its length. */
async function readBody(response: Response, address: string, maxBytes: number, watch: Watch) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    watch.restart();
    length += next.value.length;
    if (length > maxBytes) {
      void reader?.cancel().catch(() => {});
      throw new NetworkError('too-large', `${address} is larger than the ${maxBytes} bytes that were expected`);
    }
    pieces.push(next.value);
  }
  return joined(pieces, length);
}

/**
 * Fetches an address that the caller has checked: without credentials and referrer, past the cache, following no redirect, with a limit on bytes
 * and on silence. Rejects with a NetworkError.
 */
export async function fetchLimited(address: string, ask: LimitedAsk): Promise<LimitedAnswer> {
  const { maxBytes, maxWait = MOST_WAIT, headers = {} } = ask;
  const watch = new Watch(maxWait, ask.signal);
  try {
    const response = await fetch(address, {
      headers,
      signal: watch.signal,
      // A redirect is not followed; unlike `error` this tells it from a host that cannot be reached.
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    checkStatus(response, address);
    const body = response.status === 304 ? null : await readBody(response, address, maxBytes, watch);
    return { body, headers: response.headers };
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    ask.signal?.throwIfAborted();
    if (watch.isOver) throw new NetworkError('too-slow', `${address} has sent nothing for ${maxWait} ms`, error);
    throw new NetworkError('unreachable', `${address} cannot be reached, or broke off`, error);
  } finally {
    watch.stop();
  }
}
