import { digestOf, lettersOf } from '../../library/digest.ts';
import {
  type Collection,
  type EssayFacts,
  LEAST_ESSAY_LETTERS,
  type LibraryEssay,
  MAX_ESSAY_LENGTH,
  type NewEssay,
} from '../../library/records.ts';
import { changeLibrary, inLibrary, type LibraryChange, type LibraryStore } from './database.ts';
import { LibraryError } from './failure.ts';

/** What became of an essay that was to be added: it is in, it was there already, or it is too short or too long. */
export type Added =
  | { readonly kind: 'added'; readonly essay: LibraryEssay }
  | { readonly kind: 'known'; readonly essay: LibraryEssay }
  | { readonly kind: 'too-short'; readonly letters: number }
  | { readonly kind: 'too-long'; readonly characters: number };

/** An essay with its text. */
export interface StoredEssay {
  readonly essay: LibraryEssay;
  readonly text: string;
}

/** Bytes that texts take on the disk, with what the browser needs to move them about in its files. */
export function bytesFor(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + 4 * text.length, 0);
}

type Prepared = StoredEssay | Exclude<Added, { readonly essay: LibraryEssay }>;

async function prepare({ text, ...facts }: NewEssay, collection: string): Promise<Prepared> {
  if (text.length > MAX_ESSAY_LENGTH) return { kind: 'too-long', characters: text.length };
  const letters = lettersOf(text);
  if (letters.length < LEAST_ESSAY_LETTERS) return { kind: 'too-short', letters: letters.length };
  const essay: LibraryEssay = {
    ...facts,
    id: crypto.randomUUID(),
    collection,
    added: Date.now(),
    letters: letters.length,
    characters: text.length,
    digest: await digestOf(letters),
    segment: null,
    pending: 1,
  };
  return { essay, text };
}

async function put(change: LibraryChange, { essay, text }: StoredEssay): Promise<void> {
  await change.objectStore('essays').put(essay);
  await change.objectStore('texts').put({ id: essay.id, text });
}

async function putNew(change: LibraryChange, prepared: Prepared): Promise<Added> {
  if (!('essay' in prepared)) return prepared;
  const known = await change.objectStore('essays').index('digest').get(prepared.essay.digest);
  if (known) return { kind: 'known', essay: known };
  await put(change, prepared);
  return { kind: 'added', essay: prepared.essay };
}

/**
 * Adds essays to a collection, which is stored too where it is new; all of them in one change. They are found once they were
 * indexed. An essay whose letters are in the library is not added again. Rejects with a LibraryError, and then none was added.
 */
export async function addEssays(collection: Collection, essays: readonly NewEssay[]): Promise<Added[]> {
  const prepared = await Promise.all(essays.map((essay) => prepare(essay, collection.id)));
  const addIn = async (change: LibraryChange) => {
    const added: Added[] = [];
    // One after another: of two that are the same in this very batch the second is known.
    for (const each of prepared) added.push(await putNew(change, each));
    if (!added.some(({ kind }) => kind === 'added')) return added;
    const [collections, facts] = [change.objectStore('collections'), change.objectStore('facts')];
    if ((await collections.count(collection.id)) === 0) await collections.put(collection);
    if ((await facts.count('made')) === 0) await facts.put(Date.now(), 'made');
    return added;
  };
  return changeLibrary(['essays', 'texts', 'collections', 'facts'], addIn, bytesFor(essays));
}

/** Whether a record has what lists need of an essay: damage that the browser does not notice is noticed here. */
function isEssay({ id, title, collection, letters, tags }: Partial<LibraryEssay>): boolean {
  const texts = [id, title, collection].every((each) => typeof each === 'string');
  return texts && typeof letters === 'number' && Array.isArray(tags);
}

/** All essays, without their texts, in no order. Rejects with a LibraryError, `corrupt` where a record is no essay. */
export async function listEssays(): Promise<LibraryEssay[]> {
  const essays = await inLibrary((db) => db.getAll('essays'));
  if (!essays.every(isEssay)) throw new LibraryError('corrupt');
  return essays;
}

/** The text of an essay; `null` where it is not in the library. Rejects with a LibraryError. */
export function textOfEssay(id: string): Promise<string | null> {
  return inLibrary(async (db) => (await db.get('texts', id))?.text ?? null);
}

/** What may be changed of an essay. */
export type EssayEdit = Partial<EssayFacts & Pick<LibraryEssay, 'collection'>>;

/** What of an essay its index holds: a change of the rest needs no indexing. */
const INDEXED: readonly (keyof EssayEdit)[] = ['title', 'author', 'date', 'url', 'collection'];

/**
 * Changes some facts of essays, or moves them to another collection. Those that are gone are left out; where the collection is, nothing is
 * changed. Rejects with a LibraryError.
 */
export function editEssays(ids: readonly string[], edit: EssayEdit): Promise<void> {
  return changeLibrary(['essays', 'collections'], async (change) => {
    const { collection } = edit;
    if (collection !== undefined && (await change.objectStore('collections').count(collection)) === 0) return;
    const store = change.objectStore('essays');
    for (const id of ids) {
      const essay = await store.get(id);
      if (!essay) continue;
      const isOther = INDEXED.some((key) => edit[key] !== undefined && edit[key] !== essay[key]);
      // The old segment finds it, under its old name, until it is indexed anew.
      await store.put({ ...essay, ...edit, pending: isOther ? 1 : essay.pending });
    }
  });
}

async function bury(change: LibraryChange, ids: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const segments = change.objectStore('segments');
  for (const [key, dead] of ids) {
    const segment = await segments.get(key);
    if (segment) await segments.put({ ...segment, dead: [...new Set([...segment.dead, ...dead])] });
  }
}

function bySegment(essays: readonly LibraryEssay[]): Map<string, string[]> {
  const found = essays.filter((essay) => essay.segment !== null);
  const groups = Map.groupBy(found, ({ segment }) => segment!);
  return new Map([...groups].map(([key, of]) => [key, of.map(({ id }) => id)]));
}

/** The stores that deleting and restoring change. */
const OF_ESSAYS = ['essays', 'texts', 'segments'] as const satisfies LibraryStore[];

async function deleteIn(change: LibraryChange, ids: readonly string[]): Promise<StoredEssay[]> {
  const [essays, texts] = [change.objectStore('essays'), change.objectStore('texts')];
  const deleted: StoredEssay[] = [];
  for (const id of ids) {
    const [essay, text] = [await essays.get(id), await texts.get(id)];
    if (essay && text) deleted.push({ essay, text: text.text });
    await essays.delete(id);
    await texts.delete(id);
  }
  await bury(change, bySegment(deleted.map(({ essay }) => essay)));
  return deleted;
}

/** Whether the library has an essay with this id or with these letters. */
export async function isKnown(
  change: LibraryChange,
  { id, digest }: Pick<LibraryEssay, 'id' | 'digest'>,
): Promise<boolean> {
  const essays = change.objectStore('essays');
  return (await essays.count(id)) > 0 || (await essays.index('digest').count(digest)) > 0;
}

async function restoreOne(change: LibraryChange, { essay, text }: StoredEssay): Promise<void> {
  // It was added again meanwhile, or came back with a backup: a second one would be found twice.
  if (await isKnown(change, essay)) return;
  const segments = change.objectStore('segments');
  const segment = essay.segment === null ? undefined : await segments.get(essay.segment);
  if (segment?.dead.includes(essay.id)) {
    await segments.put({ ...segment, dead: segment.dead.filter((id) => id !== essay.id) });
    await put(change, { essay, text });
  } else await put(change, { essay: { ...essay, segment: null, pending: 1 }, text });
}

/** What was deleted, for `restoreDeleted`: essays, and the collections that they were in. */
export interface Deleted {
  readonly collections: readonly Collection[];
  readonly essays: readonly StoredEssay[];
}

async function collectionsOf(change: LibraryChange, essays: readonly StoredEssay[]): Promise<Collection[]> {
  const ids = [...new Set(essays.map(({ essay }) => essay.collection))];
  const found = await Promise.all(ids.map((id) => change.objectStore('collections').get(id)));
  return found.flatMap((collection) => collection ?? []);
}

/** Deletes essays, and gives what was deleted. They are not found from now on. Rejects with a LibraryError. */
export function deleteEssays(ids: readonly string[]): Promise<Deleted> {
  return changeLibrary(['collections', ...OF_ESSAYS], async (change) => {
    const essays = await deleteIn(change, ids);
    return { collections: await collectionsOf(change, essays), essays };
  });
}

/** Deletes a collection with its essays. Rejects with a LibraryError. */
export function deleteCollection(collection: Collection): Promise<Deleted> {
  return changeLibrary(['collections', ...OF_ESSAYS], async (change) => {
    const ids = await change.objectStore('essays').index('collection').getAllKeys(collection.id);
    const essays = await deleteIn(change, ids);
    await change.objectStore('collections').delete(collection.id);
    return { collections: [collection], essays };
  });
}

/**
 * Brings back what was deleted: essays with the ids that they had, but for those that are in the library again, and their collections where
 * they are gone. Rejects with a LibraryError.
 */
export function restoreDeleted({ collections, essays }: Deleted): Promise<void> {
  return changeLibrary(['collections', ...OF_ESSAYS], async (change) => {
    const store = change.objectStore('collections');
    for (const collection of collections) if ((await store.count(collection.id)) === 0) await store.put(collection);
    for (const essay of essays) await restoreOne(change, essay);
  });
}
