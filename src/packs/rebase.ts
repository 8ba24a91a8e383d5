import { mergeSegments } from '../library/segments.ts';
import type { PackTexts } from './check-part.ts';

/** A part of a pack as it is joined with others: its index file, the ids of its essays, and their texts. */
export interface JoinedPart {
  readonly bytes: ArrayBuffer;
  readonly ids: readonly string[];
  readonly texts: PackTexts | null;
}

/** One part of an index file and the texts of its essays. */
export interface Rebased {
  readonly bytes: ArrayBuffer;
  readonly texts: PackTexts | null;
}

function textsOf(parts: readonly JoinedPart[], dead: ReadonlySet<string>): PackTexts | null {
  if (parts.some(({ texts }) => texts === null)) return null;
  return Object.fromEntries(parts.flatMap(({ texts }) => Object.entries(texts!).filter(([id]) => !dead.has(id))));
}

/**
 * Makes one part of several, without the withdrawn essays. `null` where none is left. Texts are kept where every part has them. Throws
 * an IndexError where a part is damaged, or has no letter tables.
 * @param isBare whether the part is made without letter tables
 */
export function rebase(parts: readonly JoinedPart[], withdrawn: readonly string[], isBare: boolean): Rebased | null {
  const dead = new Set(withdrawn);
  const live = parts.map(({ bytes, ids }) => ({ bytes, dead: ids.filter((id) => dead.has(id)) }));
  const merged = mergeSegments(live, isBare);
  return merged && { bytes: merged.bytes, texts: isBare ? null : textsOf(parts, dead) };
}
