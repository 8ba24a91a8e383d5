import { joined } from './joined.ts';

/*
 * Fetches a PDF that a tab shows once more, as extensions cannot read what the browser's viewer has. This file is for the page that checks
 * it, which calls it on the user's click alone.
 */

/**
 * Why a PDF could not be fetched. `bad-address`: none of http or https, such as a file's. `needs-cookies`: asked without cookies, the site
 * refuses (401, 403) or gives something else; the user may be asked for a second try. `not-pdf`: something else although cookies were
 * sent. `refused`: another status than 200. `too-large`: more bytes than the limit. `unreachable`: no answer, or one that broke off.
 */
export type PdfProblem = 'bad-address' | 'needs-cookies' | 'not-pdf' | 'refused' | 'too-large' | 'unreachable';

/** A PDF, or why there is none. */
export type PdfAnswer = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: PdfProblem };

/** How a PDF is asked for. */
export interface PdfAsk {
  /** Whether the site's cookies are sent. To be set only after the user has agreed to it. */
  readonly cookies: boolean;
  /** Most bytes of the PDF. */
  readonly maxBytes: number;
  /** Ends the fetching; the promise rejects with its reason then. */
  readonly signal: AbortSignal;
}

/** The head of a PDF stands within its first 1,024 bytes (ISO 32000-1, implementation note 13 of Annex H). */
const HEAD = { text: '%PDF-', within: 1024 } as const;

/** Whether a PDF at this address can be fetched: only on the web. */
export function isPdfAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol);
}

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, HEAD.within)).includes(HEAD.text);
}

/** The body as it comes, so that one that never ends is cut off at the limit, whatever its header says of its length; null beyond. */
async function readBody({ headers, body }: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = body?.getReader();
  const pieces: Uint8Array[] = [];
  let length = Number(headers.get('content-length') ?? 0);
  if (length <= maxBytes) length = 0;
  while (reader && length <= maxBytes) {
    const next = await reader.read();
    if (next.done) return joined(pieces, length);
    pieces.push(next.value);
    length += next.value.length;
  }
  // What is not read any more need not be sent either.
  await reader?.cancel().catch(() => undefined);
  return reader ? null : joined([], 0);
}

async function answerOf(response: Response, { cookies, maxBytes }: PdfAsk): Promise<PdfAnswer> {
  const isShut = response.status === 401 || response.status === 403;
  if (isShut && !cookies) return { problem: 'needs-cookies' };
  if (!response.ok) return { problem: 'refused' };
  const bytes = await readBody(response, maxBytes);
  if (!bytes) return { problem: 'too-large' };
  if (isPdf(bytes)) return { bytes };
  return { problem: cookies ? 'not-pdf' : 'needs-cookies' };
}

/**
 * Fetches a PDF from its own address, by http or https alone, without a referrer. Redirects are followed, as the browser did when it
 * showed the PDF. It rejects only when `signal` ends it.
 */
export async function fetchPdf(address: string, ask: PdfAsk): Promise<PdfAnswer> {
  if (!isPdfAddress(address)) return { problem: 'bad-address' };
  try {
    const response = await fetch(address, {
      credentials: ask.cookies ? 'include' : 'omit',
      referrerPolicy: 'no-referrer',
      // Without cookies another answer may come than the one that the browser keeps.
      cache: 'no-store',
      signal: ask.signal,
    });
    return await answerOf(response, ask);
  } catch {
    ask.signal.throwIfAborted();
    return { problem: 'unreachable' };
  }
}
