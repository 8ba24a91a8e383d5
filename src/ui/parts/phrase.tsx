import { Fragment } from 'preact';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

const cut = new Map<string, readonly string[]>();

/** Most phrases whose words are cached: a page names few essays, but each of them many times. */
const MOST_REMEMBERED = 500;

// The words of a phrase. Segments that are no word (punctuation, spaces, numbers of essays) are joined to what precedes them, so
// that no line begins with one.
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
 * A name or label whose lines break between words only, also in Chinese, where browsers break between any two letters. A word
 * that is wider than its container still breaks.
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
