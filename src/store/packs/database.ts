import type { DBSchema } from 'idb';
import type { PackRecord, StoredPart, Subscription } from '../../packs/records.ts';
import { type Change, guardedDatabase, type Upgrades } from '../guarded-database.ts';

/** What the database of packs holds. Lists read `packs` and `subscriptions` alone, checks `packs` and `parts`. */
export interface PacksSchema extends DBSchema {
  packs: { key: string; value: PackRecord };
  parts: { key: [pack: string, key: string]; value: StoredPart; indexes: { pack: string } };
  texts: {
    key: [pack: string, id: string];
    value: { readonly pack: string; readonly id: string; readonly part: string; readonly text: string };
    indexes: { part: [pack: string, part: string]; pack: string };
  };
  /** Keys of signers that the user trusts, in hexadecimal, with the time in ms since 1970. */
  trusted: { key: string; value: number };
  subscriptions: { key: string; value: Subscription };
  /** What was fetched of a download that is under way. */
  chunks: {
    key: [address: string, sha256: string];
    value: { readonly address: string; readonly sha256: string; readonly bytes: ArrayBuffer };
    indexes: { address: string };
  };
}

/** A change of the installed packs, all or nothing. */
export type PacksChange = Change<PacksSchema>;

const UPGRADES: Upgrades<PacksSchema> = [
  (db) => {
    db.createObjectStore('packs', { keyPath: 'id' });
    db.createObjectStore('parts', { keyPath: ['pack', 'key'] }).createIndex('pack', 'pack');
    const texts = db.createObjectStore('texts', { keyPath: ['pack', 'id'] });
    texts.createIndex('pack', 'pack');
    texts.createIndex('part', ['pack', 'part']);
    db.createObjectStore('trusted');
    db.createObjectStore('subscriptions', { keyPath: 'address' });
    db.createObjectStore('chunks', { keyPath: ['address', 'sha256'] }).createIndex('address', 'address');
  },
];

/** Name of the database of packs: apart from the library's and that of judgements, so that none takes another down. */
export const PACKS_DATABASE = 'deja-lu-packs';

const database = guardedDatabase<PacksSchema>(PACKS_DATABASE, UPGRADES);

/** Runs work on the open database of packs. Rejects with a LibraryError. */
export const inPacks = database.within;

/** Changes the database of packs: all of `work` or nothing of it, see `GuardedDatabase`. Rejects with a LibraryError. */
export const changePacks = database.change;
