import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  changeSettings,
  DEFAULT_SETTINGS,
  isOnAt,
  loadSettings,
  readPatterns,
  readSettings,
  resetSettings,
  settingsIn,
  styleOf,
  switchSite,
  watchSettings,
} from '../../src/store/settings.ts';

const PAGE = 'https://news.example.com/today';

beforeEach(() => fakeBrowser.reset());

describe('settings', () => {
  it('are the defaults until something is changed, and keep what was changed', async () => {
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
    await changeSettings({ language: 'en' });
    await changeSettings({ ticks: true });
    expect(await loadSettings()).toEqual({ ...DEFAULT_SETTINGS, language: 'en', ticks: true });
    await resetSettings();
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('changed at the same time are all changed', async () => {
    await Promise.all([
      changeSettings({ colour: 'blue' }),
      changeSettings({ ticks: true }),
      changeSettings(({ on }) => ({ on: !on })),
      changeSettings({ language: 'en' }),
    ]);
    expect(await loadSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      colour: 'blue',
      ticks: true,
      on: false,
      language: 'en',
    });
  });

  it('lose only the damaged field', () => {
    expect(readSettings({ on: 'yes', colour: 'blue', never: [3], search: 'http://no' })).toEqual({
      ...DEFAULT_SETTINGS,
      colour: 'blue',
    });
  });

  it.each([null, undefined, 'text', 7, []])('made of %j are the defaults', (stored) => {
    expect(readSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });

  it('name a style for the marks', () => {
    expect(styleOf({ ...DEFAULT_SETTINGS, colour: 'violet', underline: 'wavy' })).toBe('violet-wavy');
  });

  it('tell whether a change concerns matching, and the style before', async () => {
    const told: unknown[] = [];
    const life = new AbortController();
    watchSettings((change) => told.push(change), life.signal);
    await changeSettings({ colour: 'blue' });
    await changeSettings({ sensitivity: 'eager' });
    life.abort();
    await changeSettings({ on: false });
    expect(told).toEqual([
      { matching: false, style: 'amber-solid' },
      { matching: true, style: 'blue-solid' },
    ]);
  });
});

describe('is it on here?', () => {
  const at = (part: object) => isOnAt({ ...DEFAULT_SETTINGS, ...part }, PAGE);
  it.each([
    ['everywhere', {}, true],
    ['nowhere', { on: false }, false],
    ['never here', { never: ['example.com'] }, false],
    ['always here', { on: false, always: ['news.example.com'] }, true],
    ['never wins over always', { never: ['example.com'], always: ['news.example.com'] }, false],
    ['another site', { never: ['example.org'] }, true],
  ])('%s', (_, part, on) => {
    expect(at(part)).toBe(on);
  });

  it('turns a site off and on again', async () => {
    await switchSite(PAGE, false);
    expect(await loadSettings()).toMatchObject({ never: ['news.example.com'], always: [] });
    await switchSite(PAGE, true);
    expect(await loadSettings()).toMatchObject({ never: [], always: [] });
  });

  it('turns a site on and off again where pages are checked nowhere else, and leaves no rule', async () => {
    await changeSettings({ on: false });
    await switchSite(PAGE, true);
    await switchSite(PAGE, false);
    expect(await loadSettings()).toMatchObject({ never: [], always: [] });
  });

  it('keeps a wider rule that says the same when a site is turned off and on', async () => {
    await changeSettings({ always: ['example.org'] });
    await switchSite('https://example.org/a', false);
    await switchSite('https://example.org/a', true);
    expect(await loadSettings()).toMatchObject({ never: [] });
    expect(isOnAt(await loadSettings(), 'https://example.org/a')).toBe(true);
  });

  it('keeps every one of several sites that are switched at the same time, in private windows too', async () => {
    const sites = ['a.org', 'b.org', 'c.org'];
    await Promise.all(sites.map((site) => switchSite(`https://${site}/`, false)));
    await Promise.all(sites.map((site) => switchSite(`https://private-${site}/`, false, true)));
    expect([...(await loadSettings()).never].sort()).toEqual(sites);
    const settings = await settingsIn(true);
    expect(sites.map((site) => isOnAt(settings, `https://private-${site}/`))).toEqual([false, false, false]);
  });

  it('turns a site on although marks are off everywhere', async () => {
    await changeSettings({ on: false });
    await switchSite(PAGE, true);
    expect(isOnAt(await loadSettings(), PAGE)).toBe(true);
    expect(isOnAt(await loadSettings(), 'https://example.org/')).toBe(false);
  });

  it('lifts a wider pattern when the site is turned on', async () => {
    await changeSettings({ never: ['example.com'] });
    await switchSite(PAGE, true);
    expect(isOnAt(await loadSettings(), PAGE)).toBe(true);
  });

  it('writes nothing to disk from a private window', async () => {
    await switchSite(PAGE, false, true);
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
    expect(isOnAt(await settingsIn(true), PAGE)).toBe(false);
    expect(isOnAt(await settingsIn(false), PAGE)).toBe(true);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('example');
  });
});

describe('patterns typed one a line', () => {
  it('are cleaned, and what is none is named', () => {
    expect(readPatterns('Example.com\n\n https://a.org/x/ ??? example.com')).toEqual({
      patterns: ['example.com', 'a.org/x'],
      refused: [{ typed: '???', problem: 'query' }],
    });
  });
});
