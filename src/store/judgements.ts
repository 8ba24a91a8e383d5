import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { storage } from 'wxt/utils/storage';
import type { Judgement, Judgements, Note } from '../report/judgement.ts';
import { openDatabase, type Schema } from './database.ts';
import { exclusive } from './exclusive.ts';
import { isFull } from './room.ts';
import { MOST_SAID } from './settings-file.ts';

const NOTHING: Judgements = { judgements: [], notes: [] };

// Judgements made in private windows are kept in session storage, which is in memory: they are lost when the browser closes, and
// only private windows read them.
const privateItem = storage.defineItem<Judgements>('session:private-judgements', { fallback: NOTHING });

async function within<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** `within`, for work that writes: not begun where the disk is full, as all databases of the extension share a log (see room.ts). */
async function changing<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  if (await isFull()) throw new DOMException('there is no room', 'QuotaExceededError');
  return within(work);
}

function changePrivate(change: (before: Judgements) => Judgements): Promise<void> {
  return exclusive('private judgements', async () => privateItem.setValue(change(await privateItem.getValue())));
}

function without<T extends { readonly id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((each) => each.id !== id);
}

/** All stored judgements and notes; in a private window also those made in private windows. Newest first. */
export async function loadJudgements(inPrivate = false): Promise<Judgements> {
  const kept = await within(async (db) => ({
    judgements: (await db.getAllFromIndex('judgements', 'made')).reverse(),
    notes: await db.getAll('notes'),
  }));
  if (!inPrivate) return kept;
  const here = await privateItem.getValue();
  return { judgements: [...here.judgements, ...kept.judgements], notes: [...kept.notes, ...here.notes] };
}

/**
 * Stores a judgement "not a match"; in a private window only until the browser closes. Rejects if the database cannot be written.
 */
export async function dismiss(judgement: Judgement, inPrivate = false): Promise<void> {
  if (!inPrivate) return changing(async (db) => void (await db.put('judgements', judgement)));
  await changePrivate((before) => ({
    ...before,
    judgements: [judgement, ...without(before.judgements, judgement.id)],
  }));
}

/** Removes a judgement, both from the database and from private windows. */
export async function undo(id: string): Promise<void> {
  await changing((db) => db.delete('judgements', id));
  await changePrivate((before) => ({ ...before, judgements: without(before.judgements, id) }));
}

/** Confirms a match with a note, which may be empty; with `null` the confirmation is removed. */
export async function confirm(id: string, note: Note | null, inPrivate = false): Promise<void> {
  if (inPrivate) {
    return changePrivate((before) => ({ ...before, notes: [...without(before.notes, id), ...(note ? [note] : [])] }));
  }
  await changing(async (db) => void (note ? await db.put('notes', note) : await db.delete('notes', id)));
}

type Writing = IDBPTransaction<Schema, ('judgements' | 'notes')[], 'readwrite'>;

/** The store of one kind of records, within a transaction. */
interface RecordStore<T> {
  readonly name: string;
  get(id: string): Promise<T | undefined>;
  put(record: T): Promise<unknown>;
  count(): Promise<number>;
}

/** Puts records into a store. Resolves with those that they have replaced. */
async function putAll<T extends Judgement | Note>(store: RecordStore<T>, records: readonly T[]): Promise<T[]> {
  const before = await Promise.all(records.map(({ id }) => store.get(id)));
  await Promise.all(records.map((record) => store.put(record)));
  const count = await store.count();
  if (count > MOST_SAID) throw new RangeError(`${count} ${store.name} are too many: at most ${MOST_SAID} are stored`);
  return before.filter((record) => record !== undefined);
}

/** Changes both stores: all of `work` or nothing of it. */
function changeBoth<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
  return changing(async (db) => {
    const writing = db.transaction(['judgements', 'notes'], 'readwrite');
    // What ends the transaction rejects `done` too; `work` tells it first where it waits for a request.
    writing.done.catch(() => {});
    try {
      const result = await work(writing);
      await writing.done;
      return result;
    } catch (error) {
      if (!writing.error) writing.abort();
      throw error;
    }
  });
}

/**
 * Adds judgements and notes from an export, all of them or none; entries with the same id are replaced. Resolves with a function that
 * takes them out again. Rejects if the database cannot be written, or would hold more than `MOST_SAID` of either.
 */
export async function addJudgements({ judgements, notes }: Judgements): Promise<() => Promise<void>> {
  const before = await changeBoth(async (writing) => ({
    judgements: await putAll(writing.objectStore('judgements'), judgements),
    notes: await putAll(writing.objectStore('notes'), notes),
  }));
  return () =>
    changeBoth(async (writing) => {
      for (const { id } of judgements) await writing.objectStore('judgements').delete(id);
      for (const { id } of notes) await writing.objectStore('notes').delete(id);
      await putAll(writing.objectStore('judgements'), before.judgements);
      await putAll(writing.objectStore('notes'), before.notes);
    });
}

/** Removes all judgements and notes. */
export async function clearJudgements(): Promise<void> {
  await changing((db) => Promise.all([db.clear('judgements'), db.clear('notes')]));
  await privateItem.removeValue();
}
