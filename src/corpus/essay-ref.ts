/**
 * An essay's durable name: the name of its index, a colon, and the essay's id in that index, as in `shipped:002/7`. It is the
 * same in every session and after a rebuild of the index, so it may be stored. It is a string and no object so that two names
 * compare with `===` and serve as keys of a Map. The engine works with ordinals (an essay's place in its index) and makes
 * names of them only for the matches that it returns.
 */
export type EssayRef = `${string}:${string}`;

/** Name of the index that comes with the extension. Never changed: judgements are stored under it. */
export const SHIPPED_INDEX = 'shipped';

/** Name of the indexes of the user's library. Never changed: judgements are stored under it. */
export const LIBRARY_INDEX = 'library';

/** Begins the names of the indexes of packs. Never changed: judgements are stored under them. */
const PACK_PREFIX = 'pack-';

/** The name of the indexes of the pack with this id. */
export function packIndexName(pack: string): string {
  return `${PACK_PREFIX}${pack}`;
}

/** The id of the pack that an index belongs to; null where it is none of a pack. */
export function packOfIndex(name: string): string | null {
  return name.startsWith(PACK_PREFIX) ? name.slice(PACK_PREFIX.length) : null;
}

/** Names of indexes hold no colon, so that a name's first colon ends the index's part. */
const INDEX_NAME = /^[^:\s]+$/u;

/** The name of an essay. Throws a RangeError where `index` is empty or holds a colon or white space. */
export function essayRef(index: string, id: string): EssayRef {
  if (!INDEX_NAME.test(index)) throw new RangeError(`"${index}" cannot name an index: it may not hold ":" or spaces`);
  return `${index}:${id}`;
}

/** The name of the index that an essay belongs to. */
export function indexOf(ref: EssayRef): string {
  return ref.slice(0, ref.indexOf(':'));
}

/** The essay's id in its index. */
export function essayIdOf(ref: EssayRef): string {
  return ref.slice(ref.indexOf(':') + 1);
}
