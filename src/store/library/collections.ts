import type { Collection } from '../../library/records.ts';
import { changeLibrary, inLibrary } from './database.ts';

/** All collections, the oldest first. Rejects with a LibraryError. */
export async function listCollections(): Promise<Collection[]> {
  const all = await inLibrary((db) => db.getAll('collections'));
  return all.sort((a, b) => a.made - b.made);
}

/** A new collection, which is not stored before it holds something, or `putCollection` stores it. */
export function newCollection(name: string): Collection {
  return { id: crypto.randomUUID(), name, made: Date.now(), on: true, mine: false };
}

/** Stores a collection, new or changed. Rejects with a LibraryError. */
export function putCollection(collection: Collection): Promise<void> {
  return changeLibrary(['collections'], async (change) => {
    await change.objectStore('collections').put(collection);
  });
}
