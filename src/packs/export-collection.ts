import { mergeSegments } from '../library/segments.ts';
import type { ExportedCollection } from '../store/library/exported.ts';
import { idsIn, makePart, manifestOf, type PackFacts } from './make-pack.ts';
import { writePack } from './pack-file.ts';

/** What a maker decides when a collection is exported. */
export interface ExportOptions {
  /** Whether the essays' texts are in the pack, for everyone to read. */
  readonly texts: boolean;
  /** Whether letter tables are; without them there are no texts either. See docs/packs.md for what can be learnt from each. */
  readonly letterTables: boolean;
}

/**
 * A version that rises with time: the minute in UTC, as in `202611262314`. So a collection that is exported twice makes two versions of
 * one pack, whoever counts them.
 */
export function versionAt(time: Date): number {
  return Number(time.toISOString().replace(/\D/gu, '').slice(0, 12));
}

/**
 * A pack of a collection's essays, as far as they are indexed; not signed. `null` where none is. Rejects with an IndexError where a segment is
 * damaged.
 */
export async function exportCollection(
  { segments, texts }: ExportedCollection,
  facts: PackFacts,
  options: ExportOptions,
): Promise<Blob | null> {
  const merged = mergeSegments(segments, !options.letterTables);
  if (!merged) return null;
  const given =
    options.texts && options.letterTables
      ? Object.fromEntries(idsIn(merged.bytes).map((id) => [id, texts.get(id) ?? '']))
      : null;
  const { part, pieces } = await makePart(merged.bytes, given);
  return writePack(manifestOf(facts, [part], [], options.letterTables), pieces, null);
}
