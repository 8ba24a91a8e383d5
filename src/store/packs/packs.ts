import type { CheckedPart } from '../../packs/check-part.ts';
import { partKey } from '../../packs/manifest.ts';
import type { CheckedPack } from '../../packs/pack-file.ts';
import type { PackRecord, StoredPart, Subscription } from '../../packs/records.ts';
import { keepHosts } from './allowed-hosts.ts';
import { changePacks, inPacks, type PacksChange } from './database.ts';
import { notePacks } from './marker.ts';

/** Every installed pack, by name. Rejects with a LibraryError. */
export async function listPacks(): Promise<PackRecord[]> {
  const packs = await inPacks((db) => db.getAll('packs'));
  return packs.sort((a, b) => a.manifest.name.localeCompare(b.manifest.name, 'zh'));
}

/** The installed pack with this id. Rejects with a LibraryError. */
export function packWithId(id: string): Promise<PackRecord | undefined> {
  return inPacks((db) => db.get('packs', id));
}

/** The ids of the essays of each part of an installed pack, by the part's key. Rejects with a LibraryError. */
export async function partIdsOf(pack: string): Promise<Map<string, readonly string[]>> {
  const parts = await inPacks((db) => db.getAllFromIndex('parts', 'pack', pack));
  return new Map(parts.map(({ key, ids }) => [key, ids]));
}

/** Pins a pack to another key, after the user has accepted it; null: packs that are not signed. Rejects with a LibraryError. */
export function pinKey(pack: string, signer: string | null): Promise<void> {
  return changePacks(['packs', 'trusted'], async (change) => {
    const record = await change.objectStore('packs').get(pack);
    if (record) await change.objectStore('packs').put({ ...record, signer });
    await removeUnusedKeys(change);
  });
}

/** A pack that is searched. */
export interface SearchedPack {
  readonly record: PackRecord;
  readonly parts: readonly StoredPart[];
}

/** The packs that are on. Rejects with a LibraryError. */
export function readSearchedPacks(): Promise<SearchedPack[]> {
  return inPacks(async (db) => {
    const reading = db.transaction(['packs', 'parts']);
    const on = (await reading.objectStore('packs').getAll()).filter((record) => record.on);
    const byPack = reading.objectStore('parts').index('pack');
    return Promise.all(on.map(async (record) => ({ record, parts: await byPack.getAll(record.id) })));
  });
}

/** The text of an essay of a pack; null where the pack has no texts. Rejects with a LibraryError. */
export async function textOfPackEssay(pack: string, id: string): Promise<string | null> {
  return (await inPacks((db) => db.get('texts', [pack, id])))?.text ?? null;
}

async function removePart(change: PacksChange, pack: string, part: string): Promise<void> {
  await change.objectStore('parts').delete([pack, part]);
  const texts = change.objectStore('texts');
  for (const key of await texts.index('part').getAllKeys([pack, part])) await texts.delete(key);
}

async function putPart(change: PacksChange, pack: string, part: CheckedPart): Promise<void> {
  const { key, bytes, ids, texts } = part;
  await change.objectStore('parts').put({ pack, key, bytes, ids });
  for (const [id, text] of Object.entries(texts ?? {}))
    await change.objectStore('texts').put({ pack, id, part: key, text });
}

const INSTALLED = ['packs', 'parts', 'texts', 'subscriptions', 'chunks'] as const;

/** Puts a pack in the place of an earlier version of it: parts that both have are not written again. */
async function install(change: PacksChange, { manifest, signer, parts }: CheckedPack): Promise<void> {
  const { pack } = manifest;
  const before = await change.objectStore('packs').get(pack);
  const stored = (await change.objectStore('parts').index('pack').getAllKeys(pack)).map(([, key]) => key);
  const wanted = manifest.parts.map(partKey);
  for (const key of stored) if (!wanted.includes(key)) await removePart(change, pack, key);
  for (const part of parts) if (!stored.includes(part.key)) await putPart(change, pack, part);
  const record = { id: pack, manifest, signer, on: before?.on ?? true, installed: Date.now() };
  await change.objectStore('packs').put(record);
}

async function endDownload(change: PacksChange, subscription: Subscription): Promise<void> {
  const chunks = change.objectStore('chunks');
  for (const key of await chunks.index('address').getAllKeys(subscription.address)) await chunks.delete(key);
  await change.objectStore('subscriptions').put({ ...subscription, download: null });
}

/**
 * Installs a checked pack, or puts it in the place of an earlier version, in one change; with `subscription`, the end of its download is
 * part of it. Rejects with a LibraryError, and then nothing was changed.
 */
export async function installPack(pack: CheckedPack, subscription: Subscription | null): Promise<void> {
  await changePacks([...INSTALLED], async (change) => {
    await install(change, pack);
    if (subscription) await endDownload(change, subscription);
  });
  await notePacks(true);
}

/** Stores a pack whose switch was changed. Rejects with a LibraryError. */
export function putPackRecord(record: PackRecord): Promise<void> {
  return changePacks(['packs'], async (change) => {
    await change.objectStore('packs').put(record);
  });
}

async function removeSubscriptions(change: PacksChange, isGone: (one: Subscription) => boolean): Promise<void> {
  const [subscriptions, chunks] = [change.objectStore('subscriptions'), change.objectStore('chunks')];
  for (const one of (await subscriptions.getAll()).filter(isGone)) {
    for (const key of await chunks.index('address').getAllKeys(one.address)) await chunks.delete(key);
    await subscriptions.delete(one.address);
  }
}

/** Forgets the keys that no installed pack is signed by. */
async function removeUnusedKeys(change: PacksChange): Promise<void> {
  const used = (await change.objectStore('packs').getAll()).map(({ signer }) => signer);
  const trusted = change.objectStore('trusted');
  for (const key of await trusted.getAllKeys()) if (!used.includes(key)) await trusted.delete(key);
}

async function tidyUp(): Promise<void> {
  const { left, subscriptions } = await inPacks(async (db) => ({
    left: await db.count('packs'),
    subscriptions: await db.getAll('subscriptions'),
  }));
  await keepHosts(subscriptions.map(({ address }) => new URL(address).origin));
  await notePacks(left > 0);
}

/** Removes a pack and all that is known of it: parts, texts, subscription, its signer's key. Rejects with a LibraryError. */
export async function removePack(id: string): Promise<void> {
  await changePacks([...INSTALLED, 'trusted'], async (change) => {
    await change.objectStore('packs').delete(id);
    const [parts, texts] = [change.objectStore('parts'), change.objectStore('texts')];
    for (const key of await parts.index('pack').getAllKeys(id)) await parts.delete(key);
    for (const key of await texts.index('pack').getAllKeys(id)) await texts.delete(key);
    await removeSubscriptions(change, ({ pack }) => pack === id);
    await removeUnusedKeys(change);
  });
  await tidyUp();
}

/** Ends a subscription; what is installed stays. Rejects with a LibraryError. */
export async function removeSubscription(address: string): Promise<void> {
  await changePacks(['subscriptions', 'chunks'], (change) =>
    removeSubscriptions(change, (one) => one.address === address),
  );
  await tidyUp();
}

/** The keys of signers that the user trusts, in hexadecimal. Rejects with a LibraryError. */
export function trustedKeys(): Promise<string[]> {
  return inPacks((db) => db.getAllKeys('trusted'));
}

/** Trusts a signer's key, or no longer. Rejects with a LibraryError. */
export function setTrust(key: string, isTrusted: boolean): Promise<void> {
  return changePacks(['trusted'], async (change) => {
    if (isTrusted) await change.objectStore('trusted').put(Date.now(), key);
    else await change.objectStore('trusted').delete(key);
  });
}
