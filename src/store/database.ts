import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Judgement, Note } from '../report/judgement.ts';
import { noteWithIndexName, withIndexName } from './name-of-index.ts';

/** The object stores of the database. */
export interface Schema extends DBSchema {
  /** Judgements "not a match", by id. */
  judgements: { key: string; value: Judgement; indexes: { made: number } };
  /** Notes on confirmed matches, by the key of the passage, which begins with the name of its essay's index. */
  notes: { key: string; value: Note };
}

type Changing = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** A step of an upgrade. It may only await requests of its transaction: awaiting anything else ends the transaction early. */
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

/** One step for each version. A shipped step is never changed: a database of version n has run the first n steps. */
export const UPGRADES: readonly Upgrade[] = [
  (db) => {
    db.createObjectStore('judgements', { keyPath: 'id' }).createIndex('made', 'made');
  },
  (db) => {
    db.createObjectStore('notes', { keyPath: 'id' });
  },
  // Adds the name of the essay's index to ids.
  (_db, work) => renameStored(work),
];

/** Opens the database and upgrades it to `version`. Only tests of the upgrades ask for another version than the newest. */
export function openDatabase(version: number = UPGRADES.length): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('deja-lu', version, {
    upgrade: async (db, from, _to, work) => {
      for (const upgrade of UPGRADES.slice(from, version)) await upgrade(db, work);
    },
    // Lets a newer background upgrade the database, which waits until older connections are closed.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
