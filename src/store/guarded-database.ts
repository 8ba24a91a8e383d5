import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { LibraryError, type LibraryProblem, problemOf } from './library/failure.ts';
import { isFull } from './room.ts';

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
   * that is killed later does not lose it. `work` may wait for requests of its transaction alone. Where there may be no room for it nothing
   * is begun.
   * @param bytes how much it writes, if that may be more than a few MB
   */
  change<T>(stores: StoreNames<S>[], work: (change: Change<S>) => Promise<T>, bytes?: number): Promise<T>;
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

/** The problem of an error that has just occurred. Where there is no room a database fails to open as if it were damaged. */
async function problemNow(error: unknown): Promise<LibraryProblem> {
  const problem = problemOf(error);
  return problem === 'corrupt' && !(error instanceof LibraryError) && (await isFull()) ? 'quota' : problem;
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
    throw new LibraryError(await problemNow(error), error);
  }
}

/** Why a change failed. A request that its transaction takes down with it says only that; the transaction says why. */
function reasonOf(change: { readonly error: DOMException | null }, error: unknown): unknown {
  return (error as Partial<Error> | null)?.name === 'AbortError' ? (change.error ?? error) : error;
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
    const reason = reasonOf(change, error);
    try {
      change.abort();
    } catch {
      // It has ended already.
    }
    throw reason;
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
      throw new LibraryError(await problemNow(error), error);
    } finally {
      db.close();
    }
  };
  return {
    open: openIt,
    within,
    async change(stores, work, bytes) {
      if (await isFull(bytes)) throw new LibraryError('quota');
      return within((db) => changeIn(db, stores, work));
    },
  };
}
