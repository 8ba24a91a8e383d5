import { Fragment } from 'preact';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

const cut = new Map<string, readonly string[]>();

/** Phrases whose pieces are remembered: a page names few essays, each of them many times. */
const MOST_REMEMBERED = 500;

/** What a line does not end with: a number before its measure word, opening marks, the dot before an essay's number, and its 篇. */
const GOES_ON = /[\d“‘《〈「『（(]$|·.{0,3}$/u;

/** What is no word and yet belongs to the next one. All else that is no word (closing marks, spaces) belongs to the one before. */
const BEGINS = /^[“‘《〈「『（(]/u;

/** A phrase in the pieces that a line may end after. */
export function piecesOf(text: string): readonly string[] {
  const known = cut.get(text);
  if (known) return known;
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = words.at(-1);
    const goesOn = last !== undefined && (GOES_ON.test(last) || !(isWordLike || BEGINS.test(segment)));
    if (goesOn) words[words.length - 1] = last + segment;
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
      {piecesOf(children).map((word, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {/\S\s+\S/.test(word) ? <span class="unbroken">{word}</span> : word}
        </Fragment>
      ))}
    </span>
  );
}
