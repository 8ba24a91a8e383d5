import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_DOCUMENT_BYTES } from '../../files/limits.ts';
import { inKey, type Words } from '../../locale/words.ts';
import { useWords } from '../parts/words-context.tsx';
import { type AskedPdf, askedPdf, endPdf, fetchWithCookies } from './pdf-state.ts';

/** Bytes of a megabyte, in which limits are told. */
const MEGABYTE = 2 ** 20;

function sentence({ address, state }: AskedPdf, words: Words): string {
  const host = URL.canParse(address) ? new URL(address).host : '';
  if (state === 'fetching') return words.say('pdfFetching', host);
  if (state === 'too-large') return words.say('pdf_too_large', words.number(MAX_DOCUMENT_BYTES / MEGABYTE));
  return words.say(`pdf_${inKey(state)}`, host);
}

function Asked({ asked }: { readonly asked: AskedPdf }) {
  const words = useWords();
  const text = useRef<HTMLParagraphElement>(null);
  const { state } = asked;
  // The question and the reason stand above what the user came for.
  useLayoutEffect(() => text.current?.focus(), [state]);
  return (
    <section class="card stack" aria-label={words.say('checkPdf')}>
      <p tabIndex={-1} ref={text} role={state === 'fetching' ? 'status' : 'alert'}>
        {sentence(asked, words)}
      </p>
      <p class="row">
        {state === 'needs-cookies' && (
          <button type="button" class="primary" onClick={() => void fetchWithCookies(words)}>
            {words.say('pdfWithCookies')}
          </button>
        )}
        <button type="button" onClick={endPdf}>
          {words.say(state === 'fetching' ? 'cancel' : 'close')}
        </button>
      </p>
    </section>
  );
}

/** The PDF that the page was opened for: that it is fetched, whether cookies may be sent, or why it cannot be had. */
export function AskedPdfNote() {
  return askedPdf.value && <Asked asked={askedPdf.value} />;
}
