import { decodeRecord } from './block.ts';
import type { Essay } from './essay.ts';
import { type EssayRef, essayIdOf, essayRef, indexOf } from './essay-ref.ts';
import { blockBytes, essayWithId, type Index } from './loaded-index.ts';

function variantsOf({ families, withdrawn }: Index, essay: number): number[] {
  const variants: number[] = [];
  const family = families[essay]!;
  for (let other = families.indexOf(family); other >= 0; other = families.indexOf(family, other + 1)) {
    if (other !== essay && !withdrawn.has(other)) variants.push(other);
  }
  return variants;
}

/** The place of an essay in an index; −1 if the index has another name, or does not have the essay any more. */
function placeOf(index: Index, ref: EssayRef): number {
  const essay = indexOf(ref) === index.name ? essayWithId(index, essayIdOf(ref)) : -1;
  return index.withdrawn.has(essay) ? -1 : essay;
}

/** Whether an index has an essay, and finds it. Its blocks must be readable synchronously. */
export function hasEssay(index: Index, ref: EssayRef): boolean {
  return placeOf(index, ref) >= 0;
}

/**
 * The essay with this reference; `undefined` if the index has another name or no longer has the essay. The blocks of the index
 * must be readable synchronously.
 */
export function essayByRef(index: Index, ref: EssayRef): Essay | undefined {
  const essay = placeOf(index, ref);
  if (essay < 0) return undefined;
  const letters = index.essayStarts[essay + 1]! - index.essayStarts[essay]!;
  return { ...decodeRecord(blockBytes(index, essay)), letters, family: variantsOf(index, essay) };
}

/** References of the essays in the index that are variants of this one. */
export function familyOf(index: Index, essay: Essay): EssayRef[] {
  return essay.family.map((other) => essayRef(index.name, decodeRecord(blockBytes(index, other)).id));
}
