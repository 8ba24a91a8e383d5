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
  it('have their defaults until they are changed, and keep changes', async () => {
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
    await changeSettings({ language: 'en' });
    await changeSettings({ ticks: true });
    expect(await loadSettings()).toEqual({ ...DEFAULT_SETTINGS, language: 'en', ticks: true });
    await resetSettings();
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('changed at the same time are all stored', async () => {
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

  it('with one damaged value lose only that value', () => {
    expect(readSettings({ on: 'yes', colour: 'blue', never: [3], search: 'http://no' })).toEqual({
      ...DEFAULT_SETTINGS,
      colour: 'blue',
    });
  });

  it.each([null, undefined, 'text', 7, []])('read from %j are the defaults', (stored) => {
    expect(readSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });

  it('give the name of a style of marks', () => {
    expect(styleOf({ ...DEFAULT_SETTINGS, colour: 'violet', underline: 'wavy' })).toBe('violet-wavy');
  });

  it('tell whether a change affects matching, and the style before it', async () => {
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

describe('whether a page is checked', () => {
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

  it('after switching a site off and on the page is checked', async () => {
    await switchSite(PAGE, false);
    expect(await loadSettings()).toMatchObject({ never: ['news.example.com'], always: [] });
    await switchSite(PAGE, true);
    expect(await loadSettings()).toMatchObject({ never: [], always: [] });
  });

  it('after switching a site on and off, where pages are checked nowhere else, no rule is left', async () => {
    await changeSettings({ on: false });
    await switchSite(PAGE, true);
    await switchSite(PAGE, false);
    expect(await loadSettings()).toMatchObject({ never: [], always: [] });
  });

  it('keeps a wider rule with the same effect when a site is switched off and on', async () => {
    await changeSettings({ always: ['example.org'] });
    await switchSite('https://example.org/a', false);
    await switchSite('https://example.org/a', true);
    expect(await loadSettings()).toMatchObject({ never: [] });
    expect(isOnAt(await loadSettings(), 'https://example.org/a')).toBe(true);
  });

  it('stores all of several sites that are switched at the same time, also in private windows', async () => {
    const sites = ['a.org', 'b.org', 'c.org'];
    await Promise.all(sites.map((site) => switchSite(`https://${site}/`, false)));
    await Promise.all(sites.map((site) => switchSite(`https://private-${site}/`, false, true)));
    expect([...(await loadSettings()).never].sort()).toEqual(sites);
    const settings = await settingsIn(true);
    expect(sites.map((site) => isOnAt(settings, `https://private-${site}/`))).toEqual([false, false, false]);
  });

  it('switches a site on although pages are not checked elsewhere', async () => {
    await changeSettings({ on: false });
    await switchSite(PAGE, true);
    expect(isOnAt(await loadSettings(), PAGE)).toBe(true);
    expect(isOnAt(await loadSettings(), 'https://example.org/')).toBe(false);
  });

  it('removes a wider pattern when the site is switched on', async () => {
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

describe('typed patterns, one in each line', () => {
  it('are cleaned, and lines that are no pattern are returned with the reason', () => {
    expect(readPatterns('Example.com\n\n https://a.org/x/ ??? example.com')).toEqual({
      patterns: ['example.com', 'a.org/x'],
      refused: [{ typed: '???', problem: 'query' }],
    });
  });
});
