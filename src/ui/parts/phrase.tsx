import { Fragment } from 'preact';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

const cut = new Map<string, readonly string[]>();

/** Phrases whose words are remembered: a page names few essays, each of them many times. */
const MOST_REMEMBERED = 500;

// What is no word (punctuation, spaces, numbers of essays) stays with what precedes it: it begins no line.
function wordsOf(text: string): readonly string[] {
  const known = cut.get(text);
  if (known) return known;
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const isTail = words.length > 0 && (!isWordLike || /^\d/.test(segment) || /\d$/.test(words.at(-1)!));
    if (isTail) words.push(words.pop() + segment);
    else words.push(segment);
  }
  if (cut.size >= MOST_REMEMBERED) cut.clear();
  cut.set(text, words);
  return words;
}

/**
 * A name or label that breaks between words only, also in Chinese, where browsers break between any two letters; a word that is wider
 * than its place still breaks.
 */
export function Phrase({ children }: { readonly children: string }) {
  return (
    <span class="phrase">
      {wordsOf(children).map((word, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </span>
  );
}
