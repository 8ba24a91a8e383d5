import { LIBRARY_INDEX } from '../../corpus/essay-ref.ts';
import type { Segment } from '../../library/records.ts';
import { openSegment } from '../../library/segments.ts';
import type { SearchedLibrary } from '../../store/library/segments.ts';
import { type ChangingIndex, makeChangingIndex } from './changing-index.ts';
import type { OpenedPart } from './registry.ts';

type Index = OpenedPart['index'];

// A segment never changes but in what of it does not count any more.
const keyOf = ({ key, dead }: Segment): string => [key, ...dead].join(' ');

/** Opens segments; one that is damaged costs itself alone. Those that are open already stay as they are. */
function openSegments({ collections, segments }: SearchedLibrary, known: Map<string, Index | null>): OpenedPart[] {
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const open = (segment: Segment): Index | null => {
    const key = keyOf(segment);
    try {
      const index = known.has(key) ? known.get(key)! : openSegment(segment);
      known.set(key, index);
      return index;
    } catch (error) {
      console.error(error);
      return null;
    }
  };
  const parts = segments.flatMap((segment) => {
    const index = open(segment);
    const { name = '', mine = false } = byId.get(segment.collection) ?? {};
    return index ? [{ index, collection: name, own: mine }] : [];
  });
  const wanted = new Set(segments.map(keyOf));
  for (const key of known.keys()) if (!wanted.has(key)) known.delete(key);
  return parts;
}

/**
 * Makes the library's index of what `read` gives.
 * @param exists whether there is a library at all; where not, `read` is never asked
 */
export function makeLibraryIndex(exists: () => Promise<boolean>, read: () => Promise<SearchedLibrary>): ChangingIndex {
  const known = new Map<string, Index | null>();
  return makeChangingIndex(LIBRARY_INDEX, exists, async () => openSegments(await read(), known));
}
