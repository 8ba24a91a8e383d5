import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { LibraryError, problemOf } from './library/failure.ts';

/** A step of an upgrade. It may only await requests of its transaction: awaiting anything else ends the transaction early. */
type Upgrade<S extends DBSchema> = (
  db: IDBPDatabase<S>,
  change: IDBPTransaction<S, StoreNames<S>[], 'versionchange'>,
) => void | Promise<void>;

/** One step for each version of a database, never changed once it was shipped: a database of version n has seen the first n. */
export type Upgrades<S extends DBSchema> = readonly Upgrade<S>[];

/** A change of a database, all or nothing. */
export type Change<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'readwrite'>;

/** A database whose errors are named: everything rejects with a LibraryError. */
export interface GuardedDatabase<S extends DBSchema> {
  /** Opens it and brings it to a version: the newest, but in tests of the upgrades. */
  open(version?: number): Promise<IDBPDatabase<S>>;
  /** Runs work on the open database. */
  within<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T>;
  /**
   * Changes the database: all of `work` or nothing of it. When this resolves the change is on the disk (strict durability), and a browser
   * that is killed later does not lose it. `work` may wait for requests of its transaction alone.
   */
  change<T>(stores: StoreNames<S>[], work: (change: Change<S>) => Promise<T>): Promise<T>;
}

/** How long to wait for other windows to let an older version go, in ms. They do so at once unless they hang. */
const BLOCKED_MS = 5_000;

function orBlocked<S extends DBSchema>(
  opening: Promise<IDBPDatabase<S>>,
  isBlocked: () => boolean,
): Promise<IDBPDatabase<S>> {
  const { promise, resolve, reject } = Promise.withResolvers<IDBPDatabase<S>>();
  const giveUp = () => {
    if (!isBlocked()) return;
    reject(new LibraryError('blocked'));
    // The request cannot be cancelled: a database that opens later is closed.
    opening.then((db) => db.close()).catch(() => {});
  };
  const timer = setTimeout(giveUp, BLOCKED_MS);
  opening.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}

async function open<S extends DBSchema>(
  name: string,
  upgrades: Upgrades<S>,
  version: number,
): Promise<IDBPDatabase<S>> {
  if (typeof indexedDB === 'undefined') throw new LibraryError('missing');
  let blocked = false;
  try {
    const opening = openDB<S>(name, version, {
      async upgrade(db, from, _to, change) {
        for (const upgrade of upgrades.slice(from, version)) await upgrade(db, change);
      },
      blocked() {
        blocked = true;
      },
      // A newer version waits for the older one to let go.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return await orBlocked(opening, () => blocked);
  } catch (error) {
    throw new LibraryError(problemOf(error), error);
  }
}

async function changeIn<S extends DBSchema, T>(
  db: IDBPDatabase<S>,
  stores: StoreNames<S>[],
  work: (change: Change<S>) => Promise<T>,
): Promise<T> {
  const change = db.transaction(stores, 'readwrite', { durability: 'strict' });
  // What ends the transaction rejects `done` too; `work` tells it first where it waits for a request.
  change.done.catch(() => {});
  try {
    const result = await work(change);
    await change.done;
    return result;
  } catch (error) {
    try {
      change.abort();
    } catch {
      // It has ended already.
    }
    throw error;
  }
}

/** The database of this name; nothing is opened before it is used, and it is closed after each use. */
export function guardedDatabase<S extends DBSchema>(name: string, upgrades: Upgrades<S>): GuardedDatabase<S> {
  const openIt = (version: number = upgrades.length) => open(name, upgrades, version);
  const within: GuardedDatabase<S>['within'] = async (work) => {
    const db = await openIt();
    try {
      return await work(db);
    } catch (error) {
      throw new LibraryError(problemOf(error), error);
    } finally {
      db.close();
    }
  };
  return { open: openIt, within, change: (stores, work) => within((db) => changeIn(db, stores, work)) };
}
