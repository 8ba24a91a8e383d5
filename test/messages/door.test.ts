import { describe, expect, it } from 'vitest';
import { ownDoor, pageDoor, tabDoor } from '../../src/messages/door.ts';

const TAB = { tab: 3, frame: 0, url: 'https://a.b/', topUrl: 'https://a.b/', inPrivate: false, own: false };
const OWN = { ...TAB, tab: undefined, own: true };
const PART = { page: 'p', scan: 1, part: 0, parts: 1, text: '字' };

describe('the door for tabs', () => {
  it.each([
    ['handshake', { page: 'p' }],
    ['check-part', PART],
    ['check-part', { ...PART, quotes: [{ start: 0, end: 1 }] }],
    ['check-part', { ...PART, handshake: { type: 'text/html' } }],
    ['gone', { page: 'p' }],
    ['act', { page: 'p', scan: 1, part: 0, index: 0, act: 'search' }],
  ])('lets %s in', (name, ask) => {
    expect(tabDoor(name, ask, TAB)).toBe(true);
  });

  it.each([
    ['handshake', {}],
    ['handshake', { page: '' }],
    ['handshake', { page: 'x'.repeat(65) }],
    ['check-part', { ...PART, text: 7 }],
    ['check-part', { ...PART, scan: -1 }],
    ['check-part', { ...PART, part: 1e9 }],
    ['check-part', { ...PART, parts: Number.POSITIVE_INFINITY }],
    ['check-part', { ...PART, quotes: [{ start: 5, end: 1 }] }],
    ['check-part', { ...PART, handshake: { type: 'x'.repeat(201) } }],
    ['act', { page: 'p', scan: 1, part: 0, index: 0, act: 'format-disk' }],
    ['gone', null],
  ])('refuses %s with %j', (name, ask) => {
    expect(tabDoor(name, ask, TAB)).toBe(false);
  });

  it('refuses a text far above the longest part', () => {
    expect(tabDoor('check-part', { ...PART, text: '字'.repeat(400_001) }, TAB)).toBe(false);
  });

  it('refuses messages that come from no tab', () => {
    expect(tabDoor('handshake', { page: 'p' }, OWN)).toBe(false);
  });
});

describe('the door for our own pages', () => {
  it.each([
    ['view', { tab: 3 }],
    ['step', { tab: 3, by: -1 }],
    ['dismiss', { tab: 3, id: '0.0.1.0', scope: 'essay' }],
    ['confirm', { tab: 3, id: '0.0.1.0', note: null }],
  ])('lets %s in from them and from nobody else', (name, ask) => {
    expect(ownDoor(name, ask, OWN)).toBe(true);
    expect(ownDoor(name, ask, TAB)).toBe(false);
  });

  it.each([
    ['step', { tab: 3, by: 2 }],
    ['view', {}],
    ['show', { tab: 3, id: 'x'.repeat(5_001) }],
    ['check-text', { text: '字'.repeat(200_001) }],
  ])('refuses %s with a bad body: %#', (name, ask) => {
    expect(ownDoor(name, ask, OWN)).toBe(false);
  });
});

describe('the door of our own pages', () => {
  it('lets in what the background tells them', () => {
    expect(pageDoor('changed', { tab: 3 }, OWN)).toBe(true);
    expect(pageDoor('packs', {}, OWN)).toBe(true);
  });

  it.each([
    ['from a content script', 'changed', { tab: 3 }, TAB],
    ['from a page of ours in a tab', 'changed', { tab: 3 }, { ...OWN, tab: 3 }],
    ['without its tab', 'changed', {}, OWN],
    ['that is none', 'changed', null, OWN],
  ])('refuses a message %s', (_what, name, ask, sender) => {
    expect(pageDoor(name, ask, sender)).toBe(false);
  });
});

it.each([tabDoor, ownDoor, pageDoor])('a door refuses names that are no messages: %#', (door) => {
  for (const name of ['', 'toString', '__proto__', 'constructor', 'no-such'])
    for (const sender of [TAB, OWN]) expect(door(name, { tab: 3 }, sender), name).toBe(false);
});
