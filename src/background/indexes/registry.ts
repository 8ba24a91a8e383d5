import type { Essay } from '../../corpus/essay.ts';
import { essayByRef, familyOf } from '../../corpus/essay-by-ref.ts';
import { type EssayRef, indexOf } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import type { Result } from '../../messages/protocol/exchange.ts';
import { type ComparedWith, comparedWith, versionOf } from '../../report/compared.ts';
import type { OpenedIndex } from './open-index.ts';

/** An index that can be searched: the shipped one, and any that is added to it. */
export interface RegisteredIndex {
  /** By this name its essays are known (see `EssayRef`); no two registered indexes have the same. */
  readonly name: string;
  /** Whether the user has it searched. Asked at every check. */
  isOn(): Promise<boolean>;
  /** Opens it, once for as long as it is in use; after a failure the next call tries again. */
  open(): Promise<OpenedIndex>;
}

/** The indexes that are searched, open, as one. */
export interface OpenIndexes {
  readonly all: readonly Index[];
  /** Letters searched, over all of them: what chance can find grows with it. */
  readonly letters: number;
  /** Tells these indexes from others, and from other versions of themselves. */
  readonly version: string;
  /** What a text is compared with where they are searched. */
  readonly compared: ComparedWith;
  /** The index that an essay is of; undefined where that is not searched any more. */
  indexOf(essay: EssayRef): Index | undefined;
  /** An essay's record; undefined where its index is not searched any more, or no longer has it. */
  essay(essay: EssayRef): Essay | undefined;
  /** The essays of its index that are variants of an essay. */
  variantsOf(essay: EssayRef): EssayRef[];
}

/** The indexes, or that none can be read. */
export type OpenedIndexes = Result<OpenIndexes, 'index-unreadable'>;

/** Takes indexes as one. They are in memory, and of different names. */
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
    // To go through all essays takes some ms in a large index: once, and only where it is asked for.
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

/** The indexes that may be searched. */
export interface IndexRegistry {
  /** Adds an index. Throws a RangeError where one of its name is there. */
  add(index: RegisteredIndex): void;
  /** Takes an index out: it is not searched from the next check on. */
  remove(name: string): void;
  /** Opens those that are on. One that cannot be read is left out; `index-unreadable` where none is left. */
  open(): Promise<OpenedIndexes>;
}

/** Makes a registry. The same indexes give the same `OpenIndexes`, so what was worked out for them is kept. */
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
