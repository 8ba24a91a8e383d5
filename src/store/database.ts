import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Judgement, Note } from '../report/judgement.ts';

/** What the database holds. */
export interface Schema extends DBSchema {
  /** "Not a match": by id. */
  judgements: { key: string; value: Judgement; indexes: { made: number } };
  /** Notes on confirmed matches: by the key of the passage. */
  notes: { key: string; value: Note };
}

type Upgrade = (db: IDBPDatabase<Schema>) => void;

/** One step for each version, never changed once it was shipped: a database of version n has seen the first n. */
export const UPGRADES: readonly Upgrade[] = [
  (db) => {
    db.createObjectStore('judgements', { keyPath: 'id' }).createIndex('made', 'made');
  },
  (db) => {
    db.createObjectStore('notes', { keyPath: 'id' });
  },
];

/** Opens the database and brings it to `version`: the newest, but in tests of the upgrades. */
export function openDatabase(version: number = UPGRADES.length): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('deja-lu', version, {
    upgrade: (db, from) => {
      for (const upgrade of UPGRADES.slice(from, version)) upgrade(db);
    },
    // A newer background waits for the older one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
