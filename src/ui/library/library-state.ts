import { computed, signal } from '@preact/signals';
import type { Collection, LibraryEssay, NewEssay } from '../../library/records.ts';
import type { WordKey, Words } from '../../locale/words.ts';
import { askAgain } from '../../messages/channel.ts';
import { listCollections, putCollection } from '../../store/library/collections.ts';
import {
  type Added,
  addEssays,
  type Deleted,
  deleteCollection,
  deleteEssays,
  type EssayEdit,
  editEssays,
  listEssays,
  restoreDeleted,
} from '../../store/library/essays.ts';
import { type LibraryProblem, problemOf } from '../../store/library/failure.ts';
import { checkNotCleared, forgetLibrary, noteLibrary } from '../../store/library/marker.ts';
import { deleteLibrary } from '../../store/library/rescue.ts';
import { askToKeep } from '../../store/usage.ts';
import { makeToast } from '../parts/toast.tsx';
import { startIndexing, stopIndexing } from './indexer.ts';

/*
 * What the library page shows, and what its buttons do. Each change is on the disk before it is shown.
 */

/** The essays without their texts; `null` before they were read. */
export const essays = signal<readonly LibraryEssay[] | null>(null);

/** The collections, oldest first. */
export const collections = signal<readonly Collection[]>([]);

/** Why the library cannot be read or written, or `indexing` where that failed; `null` where all is well. */
export const problem = signal<LibraryProblem | 'indexing' | null>(null);

/** Whether the browser has promised to keep what is stored; `null` before it was asked. */
export const kept = signal<boolean | null>(null);

/** What was done last, with its undo. */
export const toast = makeToast();

/** How many essays are stored and not indexed yet. */
export const waiting = computed(() => (essays.value ?? []).filter(({ pending }) => pending === 1).length);

async function load(): Promise<void> {
  const [all, named] = await Promise.all([listEssays(), listCollections()]);
  essays.value = all;
  collections.value = named;
}

/** Does something with the library, and shows what is in it then. `null` where it failed: then the page says why. */
export async function withLibrary<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    const result = await work();
    problem.value = null;
    await load();
    return result;
  } catch (error) {
    problem.value = problemOf(error);
    return null;
  }
}

/** Tells the background, which checks open pages anew. */
function tellChanged(): void {
  void askAgain('library-changed', {});
}

function indexed(failure: string | null, changed: boolean): void {
  if (!changed) return;
  tellChanged();
  void withLibrary(async () => undefined).then(() => {
    if (failure !== null) problem.value = failure as LibraryProblem | 'indexing';
  });
}

/** Indexes what waits for it. */
export function goOn(): void {
  problem.value = null;
  startIndexing(indexed);
}

/** Stops indexing; it can go on later. */
export function stop(): void {
  stopIndexing(indexed);
}

/** Reads the library, goes on indexing where that was left, and repairs what of its indexes is damaged. */
export async function openLibrary(): Promise<void> {
  await withLibrary(checkNotCleared);
  if (problem.value === null && (essays.value ?? []).length > 0) goOn();
}

/** Deletes a library that is damaged, and begins anew. */
export async function deleteDamaged(): Promise<void> {
  await withLibrary(deleteLibrary);
  tellChanged();
}

/** Begins a library anew, after the browser has cleared the last one. */
export async function beginAnew(): Promise<void> {
  await forgetLibrary();
  await openLibrary();
}

/** Adds essays to a collection, and begins to index them. `null` where none could be stored. */
export async function add(collection: Collection, added: readonly NewEssay[]): Promise<readonly Added[] | null> {
  const outcome = await withLibrary(async () => {
    const result = await addEssays(collection, added);
    await noteLibrary();
    return result;
  });
  if (!outcome?.some(({ kind }) => kind === 'added')) return outcome;
  goOn();
  if (kept.value === null) void askToKeep().then((answer) => (kept.value = answer));
  return outcome;
}

/** Restores a library, and begins to index it. `null` if that failed. */
export async function restore(work: () => Promise<number>): Promise<number | null> {
  const added = await withLibrary(async () => {
    const count = await work();
    await noteLibrary();
    return count;
  });
  if (added !== null) goOn();
  return added;
}

/** Changes facts of essays, or moves them. */
export async function edit(ids: readonly string[], facts: EssayEdit): Promise<void> {
  await withLibrary(() => editEssays(ids, facts));
  goOn();
}

/** Deletes something, with an undo. */
async function removeWith(work: () => Promise<Deleted>, words: Words): Promise<void> {
  const deleted = await withLibrary(work);
  if (!deleted) return;
  tellChanged();
  const undo = async () => {
    await withLibrary(() => restoreDeleted(deleted));
    tellChanged();
    goOn();
  };
  toast.value = { text: words.count('essaysDeleted', deleted.essays.length), undo };
}

/** Deletes essays, with an undo. */
export function remove(ids: readonly string[], words: Words): Promise<void> {
  return removeWith(() => deleteEssays(ids), words);
}

/** Deletes a collection and its essays, with an undo. */
export function removeCollection(collection: Collection, words: Words): Promise<void> {
  return removeWith(() => deleteCollection(collection), words);
}

/** Stores a collection with another name, or switched on or off. */
export async function changeCollection(collection: Collection): Promise<void> {
  await withLibrary(() => putCollection(collection));
  tellChanged();
}

/** What the page says of a problem. */
export function problemKey(of: LibraryProblem | 'indexing'): WordKey {
  return `libraryProblem_${of}`;
}
