import type { LibraryEssay, Segment } from '../../library/records.ts';
import { inLibrary } from './database.ts';

/** What of a collection can go into a pack. */
export interface ExportedCollection {
  readonly essays: readonly LibraryEssay[];
  readonly segments: readonly Segment[];
  /** Texts by the essays' ids. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the essays, index segments and texts of a collection. Rejects with a LibraryError. */
export function readExported(collection: string): Promise<ExportedCollection> {
  return inLibrary(async (db) => {
    const reading = db.transaction(['essays', 'segments', 'texts']);
    const [essays, segments] = await Promise.all([
      reading.objectStore('essays').index('collection').getAll(collection),
      reading.objectStore('segments').index('collection').getAll(collection),
    ]);
    const texts = await Promise.all(essays.map(({ id }) => reading.objectStore('texts').get(id)));
    const known = texts.flatMap((stored) => (stored ? [[stored.id, stored.text] as const] : []));
    return { essays, segments, texts: new Map(known) };
  });
}
