import { describe, expect, it, vi } from 'vitest';
import { makeLibraryIndex } from '../../../src/background/indexes/library-index.ts';
import { makeIndexRegistry } from '../../../src/background/indexes/registry.ts';
import { essayRef } from '../../../src/corpus/essay-ref.ts';
import { readIndex } from '../../../src/corpus/read-index.ts';
import type { Collection, Segment } from '../../../src/library/records.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import type { SearchedLibrary } from '../../../src/store/library/segments.ts';
import { OWN_ESSAYS, ownIndexBytes } from '../../own-essays.ts';

const bytes = new Uint8Array(ownIndexBytes()).buffer;
const ids = readIndex(bytes, 'own').essays.map(({ id }) => id);
const CLASS: Collection = { id: 'c', name: '一班', made: 1, on: true, mine: false };

function segment(key: string, change: Partial<Segment> = {}): Segment {
  return { key, collection: 'c', bytes, essays: 4, letters: 1, dead: [], ...change };
}

/** A registry that holds the shipped index and a library of these segments. */
function world(...segments: readonly Segment[]) {
  const library: { -readonly [K in keyof SearchedLibrary]: SearchedLibrary[K] } = { collections: [CLASS], segments };
  const read = vi.fn(async () => library as SearchedLibrary);
  const index = makeLibraryIndex(async () => true, read);
  const shipped = { index: readIndex(bytes, 'shipped'), collection: '', own: false };
  const registry = makeIndexRegistry([
    { name: 'shipped', isOn: async () => true, open: async () => ({ ok: true, value: [shipped] }) },
    index,
  ]);
  const open = async () => {
    const answer = await registry.open();
    if (!answer.ok) throw new Error(answer.reason);
    return answer.value;
  };
  const openReady = async () => {
    const answer = await registry.openReady();
    return answer.ok ? answer.value.all.map(({ name }) => name) : [];
  };
  return { library, read, index, open, openReady };
}

const GARDEN = OWN_ESSAYS['2_garden.txt'];

describe('the library in the background', () => {
  it('is searched beside the shipped index, and its essays name their collection', async () => {
    const { open } = world(segment('s'));
    const indexes = await open();
    expect(indexes.all.map(({ name }) => name)).toEqual(['shipped', 'library']);
    expect(indexes.collectionOf(essayRef('library', ids[1]!))).toBe('一班');
    expect(indexes.collectionOf(essayRef('shipped', ids[1]!))).toBe('');
  });

  it('is not waited for by a check that wants what is ready, until it is', async () => {
    const { open, openReady, index, read } = world(segment('s'));
    expect(await openReady()).toEqual(['shipped']);
    // Nor is it opened beside the check, whose answer would come later.
    expect(read).not.toHaveBeenCalled();
    await open();
    expect(await openReady()).toEqual(['shipped', 'library']);
    index.changed();
    expect(await openReady()).toEqual(['shipped']);
  });

  it('has segments without the essays that are dead in them', async () => {
    const { open } = world(
      segment('old', { dead: [ids[1]!] }),
      segment('new', { dead: ids.filter((id) => id !== ids[1]) }),
    );
    const [, old, made] = (await open()).all;
    expect([old!.withdrawn.size, made!.withdrawn.size]).toEqual([1, ids.length - 1]);
    expect(findMatches(GARDEN, old!)).toEqual([]);
    expect(findMatches(GARDEN, made!).map(({ best }) => best.essay)).toEqual([essayRef('library', ids[1]!)]);
    expect((await open()).essay(essayRef('library', ids[1]!))?.id).toBe(ids[1]);
  });

  it('is read once, and again after a change, where what is unchanged stays open', async () => {
    const { open, read, index, library } = world(segment('s'));
    const first = await open();
    expect(await open()).toBe(first);
    library.segments = [segment('s'), segment('t', { dead: ids.slice(1) })];
    index.changed();
    const second = await open();
    expect(read).toHaveBeenCalledTimes(2);
    expect(second.all[1]).toBe(first.all[1]);
    expect(second.all).toHaveLength(3);
    library.collections = [{ ...CLASS, name: '二班' }];
    index.changed();
    expect((await open()).collectionOf(essayRef('library', ids[0]!))).toBe('二班');
  });

  it('follows an undo of one deletion and another deletion between two checks', async () => {
    const { open, index, library } = world(segment('s', { dead: [ids[0]!] }));
    const has = async (id: string) => (await open()).essay(essayRef('library', id)) !== undefined;
    const { version } = await open();
    expect([await has(ids[0]!), await has(ids[1]!)]).toEqual([false, true]);
    library.segments = [segment('s', { dead: [ids[1]!] })];
    index.changed();
    expect([await has(ids[0]!), await has(ids[1]!)]).toEqual([true, false]);
    // Answers are remembered by it.
    expect((await open()).version).not.toBe(version);
  });

  it('has collections of the own, whose essays are searched apart', async () => {
    const { open, index, library } = world(segment('s'));
    const counted = await open();
    expect([counted.own.length, counted.isOwn(essayRef('library', ids[0]!))]).toEqual([0, false]);
    library.collections = [{ ...CLASS, mine: true }];
    index.changed();
    const now = await open();
    expect(now).not.toBe(counted);
    expect(now.version).not.toBe(counted.version);
    expect([now.counted.length, now.own.length]).toEqual([1, 1]);
    expect([now.isOwn(essayRef('library', ids[0]!)), now.isOwn(essayRef('shipped', ids[0]!))]).toEqual([true, false]);
    expect(now.compared.essays).toBe(ids.length);
  });

  it('that is damaged or cannot be read costs itself alone', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const { open } = world(segment('bad', { bytes: bytes.slice(0, 100) }), segment('good'));
    expect((await open()).all).toHaveLength(2);
    const { open: openOther, read } = world(segment('s'));
    read.mockRejectedValueOnce(new Error('gone'));
    expect((await openOther()).all).toHaveLength(1);
    expect((await openOther()).all).toHaveLength(2);
  });

  it('is never asked for where there is none', async () => {
    const read = vi.fn();
    await makeIndexRegistry([makeLibraryIndex(async () => false, read)]).open();
    expect(read).not.toHaveBeenCalled();
  });
});
