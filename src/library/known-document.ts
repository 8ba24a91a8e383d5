import { decodeBlock } from '../corpus/block.ts';
import type { Essay } from '../corpus/essay.ts';
import { blockBytes, type Index } from '../corpus/loaded-index.ts';
import { bytesOf } from '../fingerprint/hash.ts';
import type { ProposedEssay } from '../indexing/propose-cut.ts';
import { normalise } from '../text/normalise.ts';
import type { Span } from '../text/span.ts';

/** A document that an index was made of, found again in a text. */
export interface KnownDocument extends Pick<Essay, 'title' | 'publisher' | 'date'> {
  /** Its essays as the index has cut them, in UTF-16 units of the text. */
  readonly essays: readonly ProposedEssay[];
}

/** Letter bytes as a string, which engines search fast. */
function asString(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return parts.join('');
}

/** Where the essays stand among the letters of a text, one after another; `null` where one does not. */
function placesOf(index: Index, essays: readonly number[], letters: string): [start: number, end: number][] | null {
  const places: [number, number][] = [];
  let from = 0;
  for (const essay of essays) {
    const { letterBytes, isBare } = decodeBlock(blockBytes(index, essay));
    const start = isBare || letterBytes.length === 0 ? -1 : letters.indexOf(asString(letterBytes), from);
    if (start < 0) return null;
    from = start + letterBytes.length;
    places.push([start, from]);
  }
  return places;
}

/** The span of the letters `[start, end)`, with what else stands in their lines before the next letter: digits, punctuation. */
function inLines(text: string, at: Uint32Array, start: number, end: number): Span {
  const [first, last] = [at[start]!, at[end - 1]!];
  const before = start === 0 ? 0 : at[start - 1]! + 1;
  const from = Math.max(before, text.lastIndexOf('\n', first) + 1);
  const lineEnd = text.indexOf('\n', last);
  const rest = text.slice(last, Math.min(at[end] ?? text.length, lineEnd < 0 ? text.length : lineEnd));
  return { start: from + text.slice(from, first).search(/\S|$/u), end: last + rest.trimEnd().length };
}

/**
 * The document of an index whose essays all stand in a text, letter for letter and in order, whatever is between them; `null` where there is
 * none. Spaces, punctuation, script and the file's name do not matter. The blocks of the index must be readable synchronously.
 */
export function knownDocument(text: string, index: Index): KnownDocument | null {
  const { codes, at } = normalise(text);
  const letters = asString(bytesOf(codes));
  const byDocument = Map.groupBy(index.essays.keys(), (essay) => index.essays[essay]!.document);
  for (const essays of byDocument.values()) {
    const places = placesOf(index, essays, letters);
    if (!places) continue;
    const { title, publisher, date } = index.essays[essays[0]!]!;
    const cut = places.map(([start, end], i) => ({
      heading: index.essays[essays[i]!]!.heading,
      ...inLines(text, at, start, end),
    }));
    return { title, publisher, date, essays: cut };
  }
  return null;
}
