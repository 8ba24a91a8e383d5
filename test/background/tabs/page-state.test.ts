import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../src/background/tabs/page-state.ts';
import { EMPTY_TAB, type TabResult } from '../../../src/background/tabs/results.ts';

const CHECKED: TabResult = {
  ...EMPTY_TAB,
  frames: [
    {
      page: 'p',
      frame: 0,
      type: 'text/html',
      parts: [{ scan: 1, since: 1, order: 0, fields: [], letters: 900, found: [], mainLetters: null, contexts: [] }],
    },
  ],
};

const FACTS = { title: '', inPrivate: false, access: true, filesShut: false } as const;

const PDF: TabResult = { ...EMPTY_TAB, frames: [{ ...CHECKED.frames[0]!, type: 'application/pdf' }] };

describe('the state of a tab', () => {
  it.each([
    ['https://example.com/', CHECKED, 'checked'],
    ['https://example.com/', EMPTY_TAB, 'reload'],
    ['chrome://settings', EMPTY_TAB, 'browser-page'],
    ['about:addons', EMPTY_TAB, 'browser-page'],
    [undefined, EMPTY_TAB, 'browser-page'],
    ['https://chromewebstore.google.com/x', EMPTY_TAB, 'store'],
    ['https://addons.mozilla.org/x', EMPTY_TAB, 'store'],
    ['https://example.com/a.pdf', EMPTY_TAB, 'pdf'],
    ['https://example.com/a.pdf', CHECKED, 'checked'],
    ['https://example.com/paper', PDF, 'pdf'],
    ['file:///tmp/a.html', CHECKED, 'checked'],
  ] as const)('at %s', (url, tab, state) => {
    expect(stateOf({ ...FACTS, url }, tab, 900, true, true)).toBe(state);
  });

  it('is "canvas" for an editor that draws its text, as long as few letters were read', () => {
    const facts = { ...FACTS, url: 'https://docs.google.com/document/d/1' };
    expect(stateOf(facts, CHECKED, 20, true, true)).toBe('canvas');
    expect(stateOf(facts, CHECKED, 5000, true, true)).toBe('checked');
  });

  it('is "no-access" where the user withdrew access, whether the address is known or not', () => {
    for (const url of ['https://example.com/', undefined]) {
      expect(stateOf({ ...FACTS, url, access: false }, EMPTY_TAB, 0, true, true)).toBe('no-access');
    }
  });

  it('is "no-files" for a file without access to files, unless its page has made the handshake', () => {
    const shut = { ...FACTS, url: 'file:///tmp/a.html', filesShut: true };
    expect(stateOf(shut, EMPTY_TAB, 0, true, true)).toBe('no-files');
    expect(stateOf(shut, CHECKED, 900, true, true)).toBe('checked');
    expect(stateOf({ ...shut, url: undefined }, EMPTY_TAB, 0, true, true)).toBe('browser-or-file');
  });
});
