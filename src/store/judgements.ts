import type { IDBPDatabase } from 'idb';
import { storage } from 'wxt/utils/storage';
import type { Judgement, Judgements, Note } from '../report/judgement.ts';
import { openDatabase, type Schema } from './database.ts';
import { exclusive } from './exclusive.ts';

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
  if (!inPrivate) return within(async (db) => void (await db.put('judgements', judgement)));
  await changePrivate((before) => ({
    ...before,
    judgements: [judgement, ...without(before.judgements, judgement.id)],
  }));
}

/** Removes a judgement, both from the database and from private windows. */
export async function undo(id: string): Promise<void> {
  await within((db) => db.delete('judgements', id));
  await changePrivate((before) => ({ ...before, judgements: without(before.judgements, id) }));
}

/** Confirms a match with a note, which may be empty; with `null` the confirmation is removed. */
export async function confirm(id: string, note: Note | null, inPrivate = false): Promise<void> {
  if (inPrivate) {
    return changePrivate((before) => ({ ...before, notes: [...without(before.notes, id), ...(note ? [note] : [])] }));
  }
  await within(async (db) => void (note ? await db.put('notes', note) : await db.delete('notes', id)));
}

/** Adds judgements and notes from an export; entries with the same id are replaced. */
export async function addJudgements({ judgements, notes }: Judgements): Promise<void> {
  await within(async (db) => {
    const work = db.transaction(['judgements', 'notes'], 'readwrite');
    const puts = [
      ...judgements.map((judgement) => work.objectStore('judgements').put(judgement)),
      ...notes.map((note) => work.objectStore('notes').put(note)),
    ];
    await Promise.all([...puts, work.done]);
  });
}

/** Removes all judgements and notes. */
export async function clearJudgements(): Promise<void> {
  await within((db) => Promise.all([db.clear('judgements'), db.clear('notes')]));
  await privateItem.removeValue();
}
