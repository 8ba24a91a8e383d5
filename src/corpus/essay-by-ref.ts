import type { Essay } from './essay.ts';
import { type EssayRef, essayIdOf, essayRef, indexOf } from './essay-ref.ts';
import type { Index } from './loaded-index.ts';

const ordinals = new WeakMap<Index, ReadonlyMap<string, number>>();

// Made when an index is first asked: one pass over its essays, and not one for each question.
function ordinalsOf(index: Index): ReadonlyMap<string, number> {
  const known = ordinals.get(index) ?? new Map(index.essays.map(({ id }, ordinal) => [id, ordinal]));
  ordinals.set(index, known);
  return known;
}

/** The essay of this name; undefined where the index has another name or no longer has the essay. */
export function essayByRef(index: Index, ref: EssayRef): Essay | undefined {
  const ordinal = indexOf(ref) === index.name ? ordinalsOf(index).get(essayIdOf(ref)) : undefined;
  return ordinal === undefined ? undefined : index.essays[ordinal];
}

/** The names of the essays that are variants of this essay of the index. */
export function familyOf(index: Index, essay: Essay): EssayRef[] {
  return essay.family.map((ordinal) => essayRef(index.name, index.essays[ordinal]!.id));
}
