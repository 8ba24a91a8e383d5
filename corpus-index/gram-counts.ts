/** All grams of one length in a row of letters. A gram's id is its index in every column. */
export interface Grams {
  /** Letters in a gram. */
  readonly length: number;
  /** For each letter of the row the id of the gram that begins there, plus one; 0 where a gram would cross a gap. */
  readonly ids: Uint32Array;
  /** For each gram the number of its occurrences in the row. */
  readonly counts: Uint32Array;
  /** For each gram the position of its first occurrence in the row. */
  readonly firsts: Uint32Array;
}

/** Sorts positions of the row by their key (0 … `most`), stably, in one pass of counting sort. */
function sortByKey(places: Uint32Array, keyOf: (place: number) => number, most: number): Uint32Array {
  const starts = new Uint32Array(most + 2);
  for (let i = 0; i < places.length; i++) starts[keyOf(places[i]!) + 1]!++;
  for (let key = 0; key <= most; key++) starts[key + 1]! += starts[key]!;
  const sorted = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) sorted[starts[keyOf(places[i]!)]!++] = places[i]!;
  return sorted;
}

/** The positions of the row that fulfil a condition, in order. */
function placesThat(fits: (place: number) => boolean, letters: number): Uint32Array {
  const places = new Uint32Array(letters);
  let count = 0;
  for (let place = 0; place < letters; place++) if (fits(place)) places[count++] = place;
  return places.subarray(0, count);
}

/** Makes grams from positions among which equal grams are adjacent. */
function gramsOf(length: number, sorted: Uint32Array, same: (a: number, b: number) => boolean, letters: number): Grams {
  const ids = new Uint32Array(letters);
  const firsts = new Uint32Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let grams = 0;
  for (let i = 0; i < sorted.length; i++) {
    const place = sorted[i]!;
    if (i === 0 || !same(sorted[i - 1]!, place)) firsts[grams++] = place;
    ids[place] = grams;
    counts[grams - 1]!++;
  }
  return { length, ids, counts: counts.slice(0, grams), firsts: firsts.slice(0, grams) };
}

/** The grams of one letter. A 0 in the row is a gap, which no gram crosses. */
export function singleLetters(row: Uint16Array): Grams {
  const places = placesThat((place) => row[place] !== 0, row.length);
  const sorted = sortByKey(places, (place) => row[place]!, 0xffff);
  return gramsOf(1, sorted, (a, b) => row[a] === row[b], row.length);
}

/** The grams that are one letter longer. Two of them are equal if they begin with the same gram and end with the same letter. */
export function longerGrams(row: Uint16Array, { length, ids }: Grams): Grams {
  const lastOf = (place: number) => row[place + length] ?? 0;
  const places = placesThat((place) => ids[place] !== 0 && lastOf(place) !== 0, row.length);
  const byLast = sortByKey(places, lastOf, 0xffff);
  const sorted = sortByKey(byLast, (place) => ids[place]!, row.length);
  return gramsOf(length + 1, sorted, (a, b) => ids[a] === ids[b] && lastOf(a) === lastOf(b), row.length);
}
