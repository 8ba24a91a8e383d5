import { describe, expect, it } from 'vitest';
import { makeTellTab } from '../../src/background/tell-tab.ts';

/** The messages to a content script that replies `value` to everything, or what `outcome` is. */
const told = (value: unknown, outcome: unknown = { ok: true, value }) => makeTellTab(async () => outcome as never);

const TEXT = { scan: 1, text: '河边有树', main: [{ start: 0, end: 4 }] };
const SURVEY = { page: 'p', frames: 1, isLarge: true, pdfs: 0, canvases: 0, pictures: 2, hasOwnFont: false };

describe('what a content script replies', () => {
  it('is taken where it is what was asked for', async () => {
    expect(await told(TEXT).readPart(1, 0, 0)).toEqual(TEXT);
    expect(await told(SURVEY).survey(1, 0, 'p')).toEqual(SURVEY);
    expect(await told(true).show(1, { frame: 0, part: 0, scan: 1, index: 0 }, false)).toBe(true);
    expect(await told('p').lives(1, 0, 'p')).toBe(true);
  });

  it.each([
    ['no text', { ...TEXT, text: 7 }],
    ['a text far above the longest part', { ...TEXT, text: '字'.repeat(400_001) }],
    ['spans that are none', { ...TEXT, main: [null] }],
    ['a span that ends before it starts', { ...TEXT, main: [{ start: 4, end: 0 }] }],
    ['a number of a scan that is none', { ...TEXT, scan: '1' }],
    ['nothing', undefined],
  ])('is no part of a page with %s', async (_what, value) => {
    expect(await told(value).readPart(1, 0, 0)).toBeNull();
  });

  it.each([
    ['counts that are none', { ...SURVEY, pictures: '<b>' }],
    ['counts below 0', { ...SURVEY, frames: -1 }],
    ['the number of another page', { ...SURVEY, page: 'q' }],
  ])('is no survey with %s', async (_what, value) => {
    expect(await told(value).survey(1, 0, 'p')).toBeNull();
  });

  it('is nothing where it is no outcome, or says that it failed', async () => {
    for (const outcome of [{ ok: false, reason: 'unreachable' }, { ok: 'yes' }, {}, { value: TEXT }]) {
      expect(await told(null, outcome).readPart(1, 0, 0)).toBeNull();
      expect(await told(null, outcome).show(1, { frame: 0, part: 0, scan: 1, index: 0 }, false)).toBe(false);
    }
  });
});
