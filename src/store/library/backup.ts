import { digestOf, lettersOf } from '../../library/digest.ts';
import type { BackedUpEssay, LibraryBackup } from './backup-file.ts';
import { changeLibrary, inLibrary, type LibraryChange } from './database.ts';
import { bytesFor, isKnown, type StoredEssay } from './essays.ts';

/** Everything in the library, for a backup. Rejects with a LibraryError. */
export function readLibrary(): Promise<LibraryBackup> {
  return inLibrary(async (db) => {
    const reading = db.transaction(['essays', 'texts', 'collections']);
    const [collections, essays, texts] = await Promise.all([
      reading.objectStore('collections').getAll(),
      reading.objectStore('essays').getAll(),
      reading.objectStore('texts').getAll(),
    ]);
    const textOf = new Map(texts.map(({ id, text }) => [id, text]));
    const backedUp = essays.map(({ letters, characters, digest, segment, pending, ...facts }) => ({
      ...facts,
      text: textOf.get(facts.id) ?? '',
    }));
    return { collections, essays: backedUp };
  });
}

// What the file says of an essay's letters is not relied on: a person may have edited it.
async function stored({ text, ...facts }: BackedUpEssay): Promise<StoredEssay> {
  const letters = lettersOf(text);
  const digest = await digestOf(letters);
  const counts = { letters: letters.length, characters: text.length };
  return { essay: { ...facts, ...counts, digest, segment: null, pending: 1 }, text };
}

async function putUnknown(change: LibraryChange, { essay, text }: StoredEssay): Promise<boolean> {
  if (await isKnown(change, essay)) return false;
  await change.objectStore('essays').put(essay);
  await change.objectStore('texts').put({ id: essay.id, text });
  return true;
}

/** `merge` adds what the library lacks; `replace` deletes everything in it first. */
export type RestoreMode = 'merge' | 'replace';

/**
 * Restores the library of a backup in one change; its essays are indexed afterwards. Resolves with the number of essays that were
 * added. Rejects with a LibraryError, and then nothing was changed.
 */
export async function restoreLibrary({ collections, essays }: LibraryBackup, mode: RestoreMode): Promise<number> {
  const prepared = await Promise.all(essays.map(stored));
  const restoreIn = async (change: LibraryChange) => {
    if (mode === 'replace') {
      for (const store of ['essays', 'texts', 'collections', 'segments'] as const)
        await change.objectStore(store).clear();
    }
    for (const collection of collections) {
      const known = await change.objectStore('collections').count(collection.id);
      if (known === 0) await change.objectStore('collections').put(collection);
    }
    let added = 0;
    for (const essay of prepared) if (await putUnknown(change, essay)) added++;
    const facts = change.objectStore('facts');
    if ((await facts.count('made')) === 0) await facts.put(Date.now(), 'made');
    return added;
  };
  return changeLibrary(['essays', 'texts', 'collections', 'segments', 'facts'], restoreIn, bytesFor(essays));
}
