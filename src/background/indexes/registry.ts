import type { Essay } from '../../corpus/essay.ts';
import { essayByRef, familyOf } from '../../corpus/essay-by-ref.ts';
import { type EssayRef, indexOf } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import type { Result } from '../../messages/protocol/exchange.ts';
import { type ComparedWith, comparedWith, versionOf } from '../../report/compared.ts';
import type { OpenedIndex } from './open-index.ts';

/** An index that can be searched: the shipped one, or one that was added. */
export interface RegisteredIndex {
  /** Name by which references to its essays begin (see `EssayRef`); unique among the registered indexes. */
  readonly name: string;
  /** Whether the user wants it searched; called at every check. */
  isOn(): Promise<boolean>;
  /** Opens it, once for as long as it is in use; after a failure the next call tries again. */
  open(): Promise<OpenedIndex>;
}

/** The indexes that are searched, as one. */
export interface OpenIndexes {
  readonly all: readonly Index[];
  /** Number of letters in all of them. The number of chance hits grows with it. */
  readonly letters: number;
  /** Distinguishes these indexes from others and from other versions of themselves. */
  readonly version: string;
  /** What a text is compared with, as the interface describes it. */
  readonly compared: ComparedWith;
  /** The index of an essay; `undefined` where it is no longer searched. */
  indexOf(essay: EssayRef): Index | undefined;
  /** An essay's record; `undefined` where its index is no longer searched or no longer has it. */
  essay(essay: EssayRef): Essay | undefined;
  /** The variants of an essay (its family) in the same index. */
  variantsOf(essay: EssayRef): EssayRef[];
}

/** The indexes, or the reason that none can be read. */
export type OpenedIndexes = Result<OpenIndexes, 'index-unreadable'>;

/** Combines indexes, which must be in memory and have different names. */
export function openTogether(all: readonly Index[]): OpenIndexes {
  const byName = new Map(all.map((index) => [index.name, index]));
  const version = all.map(({ checksum }) => versionOf(checksum)).join('+');
  const essay = (ref: EssayRef) => {
    const index = byName.get(indexOf(ref));
    return index && essayByRef(index, ref);
  };
  let compared: ComparedWith | undefined;
  return {
    all,
    letters: all.reduce((sum, { letterCount }) => sum + letterCount, 0),
    version,
    // Going through all essays takes some ms in a large index, so it is done once, and only when needed.
    get compared() {
      compared ??= comparedWith(
        all.flatMap(({ name, essays }) =>
          essays.map(({ document, date, kind, year }) => ({ document: `${name}/${document}`, date, kind, year })),
        ),
        version,
      );
      return compared;
    },
    indexOf: (essay) => byName.get(indexOf(essay)),
    essay,
    variantsOf(ref) {
      const [index, found] = [byName.get(indexOf(ref)), essay(ref)];
      return index && found ? familyOf(index, found) : [];
    },
  };
}

/** The set of indexes that may be searched. */
export interface IndexRegistry {
  /** Adds an index. Throws a RangeError if one with the same name is registered. */
  add(index: RegisteredIndex): void;
  /** Removes an index; from the next check on it is not searched. */
  remove(name: string): void;
  /** Opens the indexes that are on. One that cannot be read is left out; the reason is `index-unreadable` if none is left. */
  open(): Promise<OpenedIndexes>;
}

/**
 * Makes a registry. As long as the same indexes are on, `open` returns the same `OpenIndexes`, with what was computed for them.
 */
export function makeIndexRegistry(first: readonly RegisteredIndex[] = []): IndexRegistry {
  const registered = new Map<string, RegisteredIndex>();
  let last: OpenIndexes | undefined;
  const add = (index: RegisteredIndex) => {
    if (registered.has(index.name)) throw new RangeError(`there is an index "${index.name}"`);
    registered.set(index.name, index);
  };
  const openOn = async (index: RegisteredIndex) => ((await index.isOn()) ? index.open() : null);
  first.forEach(add);
  return {
    add,
    remove: (name) => void registered.delete(name),
    async open() {
      const opened = await Promise.all([...registered.values()].map(openOn));
      const all = opened.flatMap((each) => (each?.ok ? [each.value] : []));
      if (all.length === 0) return { ok: false, reason: 'index-unreadable' };
      const isSame = last?.all.length === all.length && last.all.every((index, i) => index === all[i]);
      if (!last || !isSame) last = openTogether(all);
      return { ok: true, value: last };
    },
  };
}
