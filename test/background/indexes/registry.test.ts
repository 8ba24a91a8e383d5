import { describe, expect, it, vi } from 'vitest';
import { makeIndexRegistry, type RegisteredIndex } from '../../../src/background/indexes/registry.ts';
import { essayIdOf, essayRef } from '../../../src/corpus/essay-ref.ts';
import type { Index } from '../../../src/corpus/loaded-index.ts';
import { readIndex } from '../../../src/corpus/read-index.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import { OWN_ESSAYS, ownIndexBytes } from '../../own-essays.ts';

const bytes = new Uint8Array(ownIndexBytes()).buffer;
const [own, other] = [readIndex(bytes, 'own'), readIndex(bytes, 'other')];

function registered(index: Index, change: Partial<RegisteredIndex> = {}): RegisteredIndex {
  return {
    name: index.name,
    isOn: async () => true,
    open: async () => ({ ok: true, value: [{ index, collection: '', own: false }] }),
    ...change,
  };
}

const UNREADABLE = { ok: false, reason: 'index-unreadable' } as const;

async function opened(...indexes: readonly RegisteredIndex[]) {
  const answer = await makeIndexRegistry(indexes).open();
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

describe('a registry of indexes', () => {
  it('opens the indexes that are on, and finds essays by the index name in their reference', async () => {
    const two = await opened(registered(own), registered(other));
    expect(two.all).toEqual([own, other]);
    expect(two.letters).toBe(2 * own.letterCount);
    expect(two.compared).toMatchObject({ essays: 8, documents: 8, version: `${two.version}` });
    const [first] = findMatches(OWN_ESSAYS['2_garden.txt'], two.all);
    const id = essayIdOf(first!.best.essay);
    for (const name of ['own', 'other']) {
      expect(two.essay(essayRef(name, id))?.id).toBe(id);
      expect(two.indexOf(essayRef(name, id))?.name).toBe(name);
    }
    expect(two.essay(essayRef('gone', id))).toBeUndefined();
    expect(two.variantsOf(essayRef('gone', id))).toEqual([]);
  });

  it('returns the variants of an essay from its own index', async () => {
    const two = await opened(registered(own), registered(other));
    const essay = own.essays.find(({ family }) => family.length > 0)!;
    const [variant] = two.variantsOf(essayRef('other', essay.id));
    expect(variant).toMatch(/^other:/u);
    expect(two.variantsOf(variant!)).toEqual([essayRef('other', essay.id)]);
  });

  it('leaves out indexes that are off or cannot be read, and fails where none is left', async () => {
    const open = vi.fn();
    expect((await opened(registered(own, { isOn: async () => false, open }), registered(other))).all).toEqual([other]);
    expect(open).not.toHaveBeenCalled();
    expect((await opened(registered(own, { open: async () => UNREADABLE }), registered(other))).all).toEqual([other]);
    expect(await makeIndexRegistry([registered(own, { open: async () => UNREADABLE })]).open()).toEqual(UNREADABLE);
  });

  it('returns the same object as long as the same indexes are on, and another one after a change', async () => {
    const registry = makeIndexRegistry([registered(own)]);
    const value = async () => {
      const answer = await registry.open();
      return answer.ok ? answer.value : null;
    };
    const one = await value();
    expect(await value()).toBe(one);
    registry.add(registered(other));
    const two = await value();
    expect(two?.version).not.toBe(one?.version);
    registry.remove('other');
    expect((await value())?.version).toBe(one?.version);
    expect(() => registry.add(registered(own))).toThrow(RangeError);
  });
});
