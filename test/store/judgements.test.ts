import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDatabase, UPGRADES } from '../../src/store/database.ts';
import { addJudgements, clearJudgements, confirm, dismiss, loadJudgements, undo } from '../../src/store/judgements.ts';

const PASSAGE = { id: 'match:shipped:k1', scope: 'match', label: '甲：一段', made: 1 } as const;
const ESSAY = { id: 'essay:shipped:002/7', scope: 'essay', label: '甲', made: 2 } as const;
const NOTE = { id: 'shipped:k2', text: '已核对', label: '乙', made: 3 };

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('judgements', () => {
  it('are stored, newest first, and can be undone', async () => {
    await dismiss(PASSAGE);
    await dismiss(ESSAY);
    expect((await loadJudgements()).judgements).toEqual([ESSAY, PASSAGE]);
    await undo(ESSAY.id);
    expect((await loadJudgements()).judgements).toEqual([PASSAGE]);
  });

  it('that are given twice are stored once', async () => {
    await dismiss(PASSAGE);
    await dismiss({ ...PASSAGE, made: 9 });
    expect((await loadJudgements()).judgements).toEqual([{ ...PASSAGE, made: 9 }]);
  });

  it('keep notes on confirmed matches until the confirmation is taken back', async () => {
    await confirm(NOTE.id, NOTE);
    expect((await loadJudgements()).notes).toEqual([NOTE]);
    await confirm(NOTE.id, null);
    expect((await loadJudgements()).notes).toEqual([]);
  });

  it('of a file replace those with their ids, and can be taken out again', async () => {
    await dismiss(PASSAGE);
    const takeBack = await addJudgements({ judgements: [{ ...PASSAGE, made: 9 }, ESSAY], notes: [NOTE] });
    expect(await loadJudgements()).toEqual({ judgements: [{ ...PASSAGE, made: 9 }, ESSAY], notes: [NOTE] });
    await takeBack();
    expect(await loadJudgements()).toEqual({ judgements: [PASSAGE], notes: [] });
  });

  it('given in a private window apply there only, and are never written to disk', async () => {
    await dismiss(PASSAGE, true);
    await confirm(NOTE.id, NOTE, true);
    expect(await loadJudgements(false)).toEqual({ judgements: [], notes: [] });
    expect(await loadJudgements(true)).toEqual({ judgements: [PASSAGE], notes: [NOTE] });
    await undo(PASSAGE.id);
    expect((await loadJudgements(true)).judgements).toEqual([]);
  });

  it('given at the same time in a private window are all stored', async () => {
    await Promise.all([dismiss(PASSAGE, true), confirm(NOTE.id, NOTE, true), dismiss(ESSAY, true)]);
    expect(await loadJudgements(true)).toEqual({ judgements: [ESSAY, PASSAGE], notes: [NOTE] });
  });

  it('are added from an export and cleared', async () => {
    await dismiss(PASSAGE);
    await addJudgements({ judgements: [{ ...PASSAGE, label: '新' }, ESSAY], notes: [NOTE] });
    expect(await loadJudgements()).toEqual({ judgements: [ESSAY, { ...PASSAGE, label: '新' }], notes: [NOTE] });
    await clearJudgements();
    expect(await loadJudgements()).toEqual({ judgements: [], notes: [] });
  });
});

describe('the database', () => {
  it('of version 1 keeps its judgements when it is upgraded, and gains notes', async () => {
    const old = await openDatabase(1);
    await old.put('judgements', { ...PASSAGE, id: 'match:k1' });
    expect([...old.objectStoreNames]).toEqual(['judgements']);
    old.close();
    await confirm(NOTE.id, NOTE);
    expect(await loadJudgements()).toEqual({ judgements: [PASSAGE], notes: [NOTE] });
  });

  it('of version 2, whose ids named no index, assigns them to the shipped index', async () => {
    const old = await openDatabase(2);
    const site = { id: 'site:example.com', scope: 'site', label: 'example.com', made: 3 } as const;
    for (const judgement of [{ ...PASSAGE, id: 'match:k1' }, { ...ESSAY, id: 'essay:002/7' }, site])
      await old.put('judgements', judgement);
    await old.put('notes', { ...NOTE, id: 'k2' });
    old.close();
    expect(await loadJudgements()).toEqual({ judgements: [site, ESSAY, PASSAGE], notes: [NOTE] });
    await undo(ESSAY.id);
    expect((await loadJudgements()).judgements).toEqual([site, PASSAGE]);
  });

  it('has the same structure whether it was upgraded step by step or created at once', async () => {
    const shape = async () => {
      const db = await openDB('deja-lu');
      const names = [...db.objectStoreNames].map((name) => {
        const store = db.transaction(name).objectStore(name);
        return [name, store.keyPath, [...store.indexNames]];
      });
      db.close();
      return names;
    };
    for (let version = 1; version <= UPGRADES.length; version++) (await openDatabase(version)).close();
    const upgraded = await shape();
    globalThis.indexedDB = new IDBFactory();
    (await openDatabase()).close();
    expect(await shape()).toEqual(upgraded);
  });
});
