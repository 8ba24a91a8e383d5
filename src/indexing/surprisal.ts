/** Letters of context and the letter itself: beyond eight, official prose is as predictable as with eight. */
const ORDER = 8;
/** Letters that the model spreads its last bit of belief over: about as many as modern Chinese uses. */
const ALPHABET = 6000;
/** The largest surprisal that an index stores, in bits. */
const MOST_BITS = 15;

interface Counts {
  /** How often each n-gram of the corpus occurs in the background. */
  readonly grams: Map<string, number>;
  /** For each context of the corpus: how many letters follow it in the background, and how many different ones. */
  readonly followers: Map<string, { tokens: number; types: number }>;
}

/** Calls back with the grams that end at each letter, shorter ones first, until `visit` says that longer ones are of no use. */
function eachGram(row: string, visit: (gram: string) => boolean): void {
  for (let end = 1; end <= row.length; end++) {
    for (let n = 1; n <= ORDER && n <= end; n++) if (!visit(row.slice(end - n, end))) break;
  }
}

function corpusGrams(rows: readonly string[]): Counts {
  const grams = new Map<string, number>();
  const followers = new Map<string, { tokens: number; types: number }>();
  for (const row of rows) {
    eachGram(row, (gram) => {
      grams.set(gram, 0);
      if (!followers.has(gram.slice(0, -1))) followers.set(gram.slice(0, -1), { tokens: 0, types: 0 });
      return true;
    });
  }
  return { grams, followers };
}

function count({ grams, followers }: Counts, background: Iterable<string>): void {
  const seen = new Set<string>();
  for (const row of background) {
    eachGram(row, (gram) => {
      const known = followers.get(gram.slice(0, -1));
      // A context that the corpus lacks is the end of no longer one that it has.
      if (!known) return false;
      known.tokens++;
      if (!seen.has(gram)) {
        seen.add(gram);
        known.types++;
      }
      const times = grams.get(gram);
      if (times !== undefined) grams.set(gram, times + 1);
      return true;
    });
  }
}

/** The probability of a gram's last letter after the others: interpolated Witten–Bell (Witten & Bell 1991). */
function probability({ grams, followers }: Counts, gram: string): number {
  let p = 1 / ALPHABET;
  for (let n = 1; n <= gram.length; n++) {
    const tail = gram.slice(gram.length - n);
    const after = followers.get(tail.slice(0, -1));
    if (!after || after.tokens === 0) break;
    p = ((grams.get(tail) ?? 0) + after.types * p) / (after.tokens + after.types);
  }
  return p;
}

/**
 * For each letter of each row how surprising it is, in whole bits (0–15), to a reader who knows the background texts and the
 * letters before it: −log₂ of its probability in an n-gram model of the background. Official wording, which the background
 * repeats, is worth next to nothing; an essay's own words are worth 6 to 12 bits a letter. Rows are letters only.
 */
export function surprisals(rows: readonly string[], background: Iterable<string>): Uint8Array[] {
  const counts = corpusGrams(rows);
  count(counts, background);
  return rows.map((row) =>
    Uint8Array.from({ length: row.length }, (_, i) => {
      const bits = -Math.log2(probability(counts, row.slice(Math.max(0, i + 1 - ORDER), i + 1)));
      return Math.min(MOST_BITS, Math.round(bits));
    }),
  );
}
