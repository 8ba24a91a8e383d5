import { packIndexName } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import { readIndex } from '../../corpus/read-index.ts';
import type { StoredPart } from '../../packs/records.ts';
import type { SearchedPack } from '../../store/packs/packs.ts';
import { type ChangingIndex, makeChangingIndex } from './changing-index.ts';
import type { OpenedPart } from './registry.ts';

/** Name by which the packs are registered, all of them at once; the indexes have names of their own (`packIndexName`). */
const PACKS = 'packs';

function openPart({ manifest }: SearchedPack['record'], { pack, bytes, ids }: StoredPart): Index {
  const known = new Set(ids);
  return readIndex(
    bytes,
    packIndexName(pack),
    manifest.withdrawn.filter((id) => known.has(id)),
  );
}

/**
 * Makes the indexes of packs of what `read` gives, which is asked when they are first searched and after each change. A part that cannot be
 * opened costs itself alone.
 * @param exist whether a pack is installed; where none is, `read` is never asked
 */
export function makePackIndexes(exist: () => Promise<boolean>, read: () => Promise<SearchedPack[]>): ChangingIndex {
  let known = new Map<string, Index | null>();
  const openAll = (packs: readonly SearchedPack[]): OpenedPart[] => {
    const now = new Map<string, Index | null>();
    const parts = packs.flatMap(({ record, parts }) =>
      parts.flatMap((part) => {
        // A part never changes; what of it is withdrawn does.
        const key = `${part.pack} ${part.key} ${record.manifest.withdrawn.join(' ')}`;
        const index = known.has(key) ? known.get(key)! : openOrReport(record, part);
        now.set(key, index);
        return index ? [{ index, collection: record.manifest.name, own: false }] : [];
      }),
    );
    known = now;
    return parts;
  };
  return makeChangingIndex(PACKS, exist, async () => openAll(await read()));
}

function openOrReport(record: SearchedPack['record'], part: StoredPart): Index | null {
  try {
    return openPart(record, part);
  } catch (error) {
    console.error(error);
    return null;
  }
}
