import type { DBSchema, StoreNames } from 'idb';
import type { Collection, LibraryEssay, Segment } from '../../library/records.ts';
import { type Change, guardedDatabase, type Upgrades } from '../guarded-database.ts';

/** What the library's database holds. Texts stand apart from what searches and lists read: neither ever loads them. */
export interface LibrarySchema extends DBSchema {
  essays: {
    key: string;
    value: LibraryEssay;
    indexes: { digest: string; collection: string; pending: number; segment: string };
  };
  texts: { key: string; value: { readonly id: string; readonly text: string } };
  collections: { key: string; value: Collection };
  segments: { key: string; value: Segment; indexes: { collection: string } };
  /** `made`: when the first essay was added, in ms since 1970. It tells an empty library from one that was cleared. */
  facts: { key: string; value: number };
}

/** A store of the library. */
export type LibraryStore = StoreNames<LibrarySchema>;

/** A change of the library, all or nothing. */
export type LibraryChange = Change<LibrarySchema>;

/** One step for each version, never changed once it was shipped: a database of version n has seen the first n. */
export const LIBRARY_UPGRADES: Upgrades<LibrarySchema> = [
  (db) => {
    const essays = db.createObjectStore('essays', { keyPath: 'id' });
    essays.createIndex('digest', 'digest');
    essays.createIndex('collection', 'collection');
    essays.createIndex('pending', 'pending');
    essays.createIndex('segment', 'segment');
    db.createObjectStore('texts', { keyPath: 'id' });
    db.createObjectStore('collections', { keyPath: 'id' });
    db.createObjectStore('segments', { keyPath: 'key' }).createIndex('collection', 'collection');
    db.createObjectStore('facts');
  },
  // Collections know whether their essays are the user's own.
  async (_db, change) => {
    const collections = change.objectStore('collections');
    for (const collection of await collections.getAll()) await collections.put({ ...collection, mine: false });
  },
];

/** Name of the library's database: apart from that of judgements, so that neither takes the other down. */
export const LIBRARY_DATABASE = 'deja-lu-library';

const database = guardedDatabase<LibrarySchema>(LIBRARY_DATABASE, LIBRARY_UPGRADES);

/** Opens the library's database and brings it to `version`: the newest, but in tests of the upgrades. Rejects with a LibraryError. */
export const openLibraryDatabase = database.open;

/** Runs work on the open library. Rejects with a LibraryError. */
export const inLibrary = database.within;

/** Changes the library: all of `work` or nothing of it, see `GuardedDatabase`. Rejects with a LibraryError. */
export const changeLibrary = database.change;
