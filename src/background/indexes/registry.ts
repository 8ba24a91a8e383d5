import type { Essay } from '../../corpus/essay.ts';
import { essayByRef, familyOf, hasEssay } from '../../corpus/essay-by-ref.ts';
import { type EssayRef, indexOf } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import type { Result } from '../../messages/protocol/exchange.ts';
import { type ComparedWith, comparedWithIndexes, versionOf } from '../../report/compared.ts';

/** One index file of a registered index. */
export interface OpenedPart {
  readonly index: Index;
  /** Name of the library's collection that its essays belong to; `''` for indexes without collections. */
  readonly collection: string;
  /** Whether its essays are the user's own: what they match is found, but does not count in the share. */
  readonly own: boolean;
}

/** The parts of a registered index, or that it cannot be read. */
export type OpenedParts = Result<readonly OpenedPart[], 'index-unreadable'>;

/** An index that can be searched, of one part or several: the shipped one, the library. */
export interface RegisteredIndex {
  /** Name by which references to the essays of all its parts begin (see `EssayRef`); unique among the registered indexes. */
  readonly name: string;
  /** Whether the user wants it searched; called at every check. */
  isOn(): Promise<boolean>;
  /** Opens it, once for as long as it is in use; after a failure the next call tries again. No two parts have an essay of the same id. */
  open(): Promise<OpenedParts>;
  /** Whether `open` resolves without reading anything. Left out for an index that every check waits for. */
  isReady?(): boolean;
}

/** The indexes that are searched, as one. */
export interface OpenIndexes {
  readonly all: readonly Index[];
  /** Those of them whose matches count in the share, and those of the user's own essays. */
  readonly counted: readonly Index[];
  readonly own: readonly Index[];
  /** Number of letters in all of them. The number of chance hits grows with it. */
  readonly letters: number;
  /** Distinguishes these indexes from others and from other versions of themselves. */
  readonly version: string;
  /** What a text is compared with, as the interface describes it: the indexes that count. */
  readonly compared: ComparedWith;
  /** The index of an essay; `undefined` where it is no longer searched. */
  indexOf(essay: EssayRef): Index | undefined;
  /** An essay's record; `undefined` where its index is no longer searched or no longer has it. */
  essay(essay: EssayRef): Essay | undefined;
  /** Name of the library's collection that an essay belongs to; `''` where it belongs to none. */
  collectionOf(essay: EssayRef): string;
  /** Whether an essay is one of the user's own. */
  isOwn(essay: EssayRef): boolean;
  /** The variants of an essay (its family) in the same part. */
  variantsOf(essay: EssayRef): EssayRef[];
}

/** The indexes, or the reason that none can be read. */
export type OpenedIndexes = Result<OpenIndexes, 'index-unreadable'>;

/** Makes the look-up of the part that has an essay; parts of the library share a name. */
function partFinder(parts: readonly OpenedPart[]): (essay: EssayRef) => OpenedPart | undefined {
  const byName = Map.groupBy(parts, ({ index }) => index.name);
  return (essay) => {
    const named = byName.get(indexOf(essay)) ?? [];
    return named.length === 1 ? named[0] : named.find(({ index }) => hasEssay(index, essay));
  };
}

/** Distinguishes a part from others, and from what it was before some of its essays were withdrawn or became the user's own. */
function versionOfPart({ index: { checksum: sum, withdrawn }, own }: OpenedPart): string {
  const without = withdrawn.size === 0 ? '' : ` without ${[...withdrawn].join()}`;
  return `${versionOf(sum)}${own ? ' own' : ''}${without}`;
}

/** Combines the parts of indexes, which must be in memory. */
export function openTogether(parts: readonly OpenedPart[]): OpenIndexes {
  const all = parts.map(({ index }) => index);
  const partOf = partFinder(parts);
  const indexesWhere = (own: boolean) => parts.filter((part) => part.own === own).map(({ index }) => index);
  const [counted, own] = [indexesWhere(false), indexesWhere(true)];
  const version = parts.map(versionOfPart).join('+');
  const essay = (ref: EssayRef) => {
    const index = partOf(ref)?.index;
    return index && essayByRef(index, ref);
  };
  let compared: ComparedWith | undefined;
  return {
    all,
    counted,
    own,
    letters: all.reduce((sum, { letterCount }) => sum + letterCount, 0),
    version,
    // Going through all essays takes some ms in a large index, so it is done once, and only when needed.
    get compared() {
      compared ??= comparedWithIndexes(counted);
      return compared;
    },
    indexOf: (essay) => partOf(essay)?.index,
    essay,
    collectionOf: (essay) => partOf(essay)?.collection ?? '',
    isOwn: (essay) => partOf(essay)?.own ?? false,
    variantsOf(ref) {
      const [index, found] = [partOf(ref)?.index, essay(ref)];
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
  /**
   * Opens the indexes that are on but for those that are not ready: opening a large one takes the processor for some ten ms, which would
   * delay what the others find, so the caller opens all with `open` after that. If none else is on or can be read, opens them.
   */
  openReady(): Promise<OpenedIndexes>;
}

const UNREADABLE = { ok: false, reason: 'index-unreadable' } as const;

function areSame(a: readonly OpenedPart[], b: readonly OpenedPart[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ index, collection, own }, i) => {
      const other = b[i]!;
      return index === other.index && collection === other.collection && own === other.own;
    })
  );
}

/**
 * Makes a registry. As long as the same indexes are on, `open` returns the same `OpenIndexes`, with what was computed for them.
 */
export function makeIndexRegistry(first: readonly RegisteredIndex[] = []): IndexRegistry {
  const registered = new Map<string, RegisteredIndex>();
  let last: { readonly parts: readonly OpenedPart[]; readonly together: OpenIndexes } | undefined;
  const add = (index: RegisteredIndex) => {
    if (registered.has(index.name)) throw new RangeError(`there is an index "${index.name}"`);
    registered.set(index.name, index);
  };
  const isOn = async (index: RegisteredIndex) => ((await index.isOn()) ? [index] : []);
  const on = async () => (await Promise.all([...registered.values()].map(isOn))).flat();
  const openAll = async (indexes: readonly RegisteredIndex[]): Promise<OpenedIndexes> => {
    const opened = await Promise.all(indexes.map((index) => index.open()));
    const parts = opened.flatMap((each) => (each.ok ? each.value : []));
    if (parts.length === 0 && opened.some(({ ok }) => !ok)) return UNREADABLE;
    if (!last || !areSame(last.parts, parts)) last = { parts, together: openTogether(parts) };
    return { ok: true, value: last.together };
  };
  first.forEach(add);
  return {
    add,
    remove: (name) => void registered.delete(name),
    open: async () => openAll(await on()),
    async openReady() {
      const indexes = await on();
      const ready = indexes.filter((index) => index.isReady?.() ?? true);
      const opened: OpenedIndexes = ready.length > 0 ? await openAll(ready) : UNREADABLE;
      return opened.ok ? opened : openAll(indexes);
    },
  };
}
