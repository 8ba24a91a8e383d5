import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Judgement, Note } from '../report/judgement.ts';
import { noteWithIndexName, withIndexName } from './name-of-index.ts';

/** What the database holds. */
export interface Schema extends DBSchema {
  /** "Not a match": by id. */
  judgements: { key: string; value: Judgement; indexes: { made: number } };
  /** Notes on confirmed matches: by the key of the passage, which begins with the name of its essay's index. */
  notes: { key: string; value: Note };
}

type Changing = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** What an upgrade waits for are requests of its transaction alone: anything else would end the transaction early. */
type Upgrade = (db: IDBPDatabase<Schema>, work: Changing) => void | Promise<void>;

async function renameStored(work: Changing): Promise<void> {
  const [judgements, notes] = [work.objectStore('judgements'), work.objectStore('notes')];
  const [oldJudgements, oldNotes] = [await judgements.getAll(), await notes.getAll()];
  await Promise.all([judgements.clear(), notes.clear()]);
  await Promise.all([
    ...oldJudgements.map((each) => judgements.put(withIndexName(each))),
    ...oldNotes.map((each) => notes.put(noteWithIndexName(each))),
  ]);
}

/** One step for each version, never changed once it was shipped: a database of version n has seen the first n. */
export const UPGRADES: readonly Upgrade[] = [
  (db) => {
    db.createObjectStore('judgements', { keyPath: 'id' }).createIndex('made', 'made');
  },
  (db) => {
    db.createObjectStore('notes', { keyPath: 'id' });
  },
  // Ids name the index of their essay.
  (_db, work) => renameStored(work),
];

/** Opens the database and brings it to `version`: the newest, but in tests of the upgrades. */
export function openDatabase(version: number = UPGRADES.length): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('deja-lu', version, {
    upgrade: async (db, from, _to, work) => {
      for (const upgrade of UPGRADES.slice(from, version)) await upgrade(db, work);
    },
    // A newer background waits for the older one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
