import { signal } from '@preact/signals';
import { MAX_DOCUMENT_BYTES } from '../../files/limits.ts';
import type { Words } from '../../locale/words.ts';
import { tabAddress } from '../../messages/which-tab.ts';
import { fetchPdf, type PdfProblem } from '../../network/pdf.ts';
import { takeFiles } from './class-state.ts';

/** A PDF that is asked for: its address, and whether it is being fetched or what hinders it. */
export interface AskedPdf {
  /** `''` where the tab is gone, or shows what has no address. */
  readonly address: string;
  readonly state: 'fetching' | PdfProblem;
}

/** The PDF that is asked for; `null` where none is, or it was read. */
export const askedPdf = signal<AskedPdf | null>(null);

let fetching: AbortController | null = null;

/** The name of the file at an address, `document.pdf` where it has none. */
function nameOf(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || 'document.pdf';
  } catch {
    return last;
  }
}

async function fetchFrom(address: string, cookies: boolean, words: Words): Promise<void> {
  fetching = new AbortController();
  askedPdf.value = { address, state: 'fetching' };
  const { signal: ended } = fetching;
  const answer = await fetchPdf(address, { cookies, maxBytes: MAX_DOCUMENT_BYTES, signal: ended });
  if ('problem' in answer) {
    askedPdf.value = { address, state: answer.problem };
    return;
  }
  askedPdf.value = null;
  const name = nameOf(address);
  const file = new File([answer.bytes], name, { type: 'application/pdf' });
  await takeFiles([{ file, name }], '', words);
}

/** Fetches the PDF that a tab shows, without cookies, and checks it. */
export async function checkPdfOf(tab: number, words: Words): Promise<void> {
  await fetchFrom(await tabAddress(tab), false, words).catch(() => undefined);
}

/** Fetches the PDF once more with the site's cookies: the user has agreed to it. */
export async function fetchWithCookies(words: Words): Promise<void> {
  const asked = askedPdf.value;
  if (asked) await fetchFrom(asked.address, true, words).catch(() => undefined);
}

/** Ends the fetching, and forgets what was asked for. */
export function endPdf(): void {
  fetching?.abort();
  askedPdf.value = null;
}
