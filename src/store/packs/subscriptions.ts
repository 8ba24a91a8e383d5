import type { Download, Subscription } from '../../packs/records.ts';
import { changePacks, inPacks } from './database.ts';

/** Every subscription, in the order of addresses. Rejects with a LibraryError. */
export function listSubscriptions(): Promise<Subscription[]> {
  return inPacks((db) => db.getAll('subscriptions'));
}

/** The subscription to this address. Rejects with a LibraryError. */
export function subscriptionTo(address: string): Promise<Subscription | undefined> {
  return inPacks((db) => db.get('subscriptions', address));
}

/** A subscription that was never looked after. */
export function newSubscription(address: string, daily: boolean): Subscription {
  const nothing = { pack: null, etag: '', modified: '', problem: null, offered: null, download: null };
  return { address, daily, checked: 0, next: 0, failures: 0, ...nothing };
}

/** Stores a subscription, unless there is one to the same address. Rejects with a LibraryError. */
export function addSubscription(subscription: Subscription): Promise<void> {
  return changePacks(['subscriptions'], async (change) => {
    const store = change.objectStore('subscriptions');
    if ((await store.count(subscription.address)) === 0) await store.put(subscription);
  });
}

/**
 * Changes some facts of a subscription, and resolves with it; with `undefined` where it was ended meanwhile. Rejects with a LibraryError.
 */
export function changeSubscription(
  address: string,
  facts: Partial<Omit<Subscription, 'address'>>,
): Promise<Subscription | undefined> {
  return changePacks(['subscriptions'], async (change) => {
    const store = change.objectStore('subscriptions');
    const before = await store.get(address);
    if (!before) return undefined;
    const after = { ...before, ...facts };
    await store.put(after);
    return after;
  });
}

/** The SHA-256 of the chunks that are there of a download. Rejects with a LibraryError. */
export async function fetchedChunks(address: string): Promise<Set<string>> {
  const keys = await inPacks((db) => db.getAllKeysFromIndex('chunks', 'address', address));
  return new Set(keys.map(([, sha256]) => sha256));
}

/** The bytes of a chunk of a download; `undefined` where it is not there. Rejects with a LibraryError. */
export async function readChunk(address: string, sha256: string): Promise<ArrayBuffer | undefined> {
  return (await inPacks((db) => db.get('chunks', [address, sha256])))?.bytes;
}

/**
 * Keeps a chunk of a download, with how far that is. `false`, and nothing was kept, where the subscription was ended meanwhile. Rejects
 * with a LibraryError.
 */
export function putChunk(address: string, sha256: string, bytes: ArrayBuffer, download: Download): Promise<boolean> {
  return changePacks(['subscriptions', 'chunks'], async (change) => {
    const subscription = await change.objectStore('subscriptions').get(address);
    if (!subscription) return false;
    await change.objectStore('chunks').put({ address, sha256, bytes });
    await change.objectStore('subscriptions').put({ ...subscription, download });
    return true;
  });
}

/** Gives a download up, with what was fetched of it. Rejects with a LibraryError. */
export function dropDownload(address: string): Promise<void> {
  return changePacks(['subscriptions', 'chunks'], async (change) => {
    const [subscriptions, chunks] = [change.objectStore('subscriptions'), change.objectStore('chunks')];
    for (const key of await chunks.index('address').getAllKeys(address)) await chunks.delete(key);
    const subscription = await subscriptions.get(address);
    if (subscription) await subscriptions.put({ ...subscription, download: null });
  });
}
