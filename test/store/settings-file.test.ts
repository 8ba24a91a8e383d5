import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, MOST_SITES } from '../../src/store/settings.ts';
import { readSettingsFile, type SettingsFile, writeSettingsFile } from '../../src/store/settings-file.ts';

const FILE: SettingsFile = {
  settings: { ...DEFAULT_SETTINGS, never: ['example.com'], ticks: true },
  judgements: [{ id: 'essay:shipped:002/7', scope: 'essay', label: '一篇', made: 1 }],
  notes: [{ id: 'shipped:abc', text: '已核对', label: '一段', made: 2 }],
};

describe('an export', () => {
  it('is read back as it was written', () => {
    expect(readSettingsFile(writeSettingsFile(FILE))).toEqual(FILE);
  });

  it.each([
    ['no JSON', 'what?'],
    ['another kind', '{"kind":"something"}'],
    ['null', 'null'],
    ['a judgement whose id is not its scope', writeSettingsFile(FILE).replace('essay:shipped:002/7', 'site:002/7')],
    ['a time that is no date', writeSettingsFile(FILE).replace('"made": 1', '"made": 1e300')],
    ['no judgements', JSON.stringify({ kind: 'deja-lu-settings', version: 1, settings: {} })],
  ])('%s is not ours', (_, text) => {
    expect(readSettingsFile(text)).toBe('not-ours');
  });

  it('of version 1, which named no index, is read as one of the shipped index', () => {
    const old = JSON.stringify({
      kind: 'deja-lu-settings',
      version: 1,
      settings: {},
      judgements: [
        { id: 'essay:002/7', scope: 'essay', label: '一篇', made: 1 },
        { id: 'match:k1', scope: 'match', label: '一段', made: 2 },
        { id: 'site:example.com', scope: 'site', label: 'example.com', made: 3 },
      ],
      notes: [{ id: 'k2', text: '已核对', label: '一段', made: 4 }],
    });
    const read = readSettingsFile(old);
    if (typeof read === 'string') throw new Error(read);
    expect(read.judgements.map(({ id }) => id)).toEqual([
      'essay:shipped:002/7',
      'match:shipped:k1',
      'site:example.com',
    ]);
    expect(read.notes.map(({ id }) => id)).toEqual(['shipped:k2']);
  });

  it('of a later version is refused with that reason', () => {
    expect(readSettingsFile(writeSettingsFile(FILE).replace('"version": 2', '"version": 99'))).toBe('too-new');
  });

  it.each(['never', 'always'] as const)(
    'with more sites in %s than are looked through is refused with that reason',
    (list) => {
      const sites = Array<string>(MOST_SITES + 1).fill('example.com');
      const file = { ...FILE, settings: { ...FILE.settings, [list]: sites } };
      expect(readSettingsFile(writeSettingsFile(file))).toBe('too-many-sites');
    },
  );

  it('with a setting that no longer exists gets its default', () => {
    const text = writeSettingsFile(FILE).replace('"balanced"', '"wild"');
    expect(readSettingsFile(text)).toMatchObject({ settings: { sensitivity: 'balanced', ticks: true } });
  });
});
