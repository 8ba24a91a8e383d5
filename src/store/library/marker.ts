import { storage } from 'wxt/utils/storage';
import { inLibrary } from './database.ts';
import { LibraryError } from './failure.ts';

/*
 * Browsers may clear databases, by themselves or when the user clears the data of sites, but leave an extension's small storage. A note
 * there says that there is a library: without it a library that was cleared would look like one that never was; and where nobody has
 * made one, no page waits for a database to be opened.
 */

const item = storage.defineItem<boolean>('local:library', { fallback: false });

/** Whether an essay was ever added, and the library not given up since. */
export function hasLibrary(): Promise<boolean> {
  return item.getValue();
}

/** Notes that there is a library, after its first essay was stored. */
export async function noteLibrary(): Promise<void> {
  if (!(await item.getValue())) await item.setValue(true);
}

/** Gives up a library that was cleared: it is no longer missed. */
export function forgetLibrary(): Promise<void> {
  return item.removeValue();
}

/**
 * Rejects with the LibraryError `cleared` where there was a library and its database knows of none, or as the database does. Of a
 * library whose first essay was stored just before the browser was killed it makes the note.
 */
export async function checkNotCleared(): Promise<void> {
  const [noted, made] = await Promise.all([hasLibrary(), inLibrary((db) => db.get('facts', 'made'))]);
  if (noted && made === undefined) throw new LibraryError('cleared');
  if (made !== undefined) await noteLibrary();
}
