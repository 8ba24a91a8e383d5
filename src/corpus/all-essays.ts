import { decodeRecord } from './block.ts';
import type { Essay, EssayRecord } from './essay.ts';
import { blockBytes, type Index } from './loaded-index.ts';

type Columns = Pick<Index, 'essayCount' | 'essayStarts' | 'families' | 'readBlock' | 'blockStarts'>;

function membersByFamily(families: Uint32Array): Map<number, number[]> {
  const members = new Map<number, number[]>();
  families.forEach((head, essay) => {
    const known = members.get(head);
    if (known) known.push(essay);
    else members.set(head, [essay]);
  });
  return members;
}

/**
 * The records of the essays of an index that are not withdrawn, read one after another; without their families, which take longer to
 * find. Throws an IndexError where blocks cannot be read synchronously.
 */
export function* recordsOf(
  index: Pick<Columns, 'essayCount' | 'readBlock' | 'blockStarts'>,
  withdrawn: ReadonlySet<number>,
): Generator<EssayRecord, void, void> {
  for (let essay = 0; essay < index.essayCount; essay++)
    if (!withdrawn.has(essay)) yield decodeRecord(blockBytes(index, essay));
}

/**
 * The records of all essays of an index whose blocks can be read synchronously, in order. Throws an IndexError for other indexes.
 */
export function allEssays(index: Columns): Essay[] {
  const { essayCount, essayStarts, families } = index;
  const members = membersByFamily(families);
  return Array.from({ length: essayCount }, (_, essay) => ({
    ...decodeRecord(blockBytes(index, essay)),
    letters: essayStarts[essay + 1]! - essayStarts[essay]!,
    // Listing the members for each essay of a large family would take memory quadratic in its size.
    get family() {
      return members.get(families[essay]!)!.filter((other) => other !== essay);
    },
  }));
}
