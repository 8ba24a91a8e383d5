import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Environment } from '../../src/background/environment.ts';
import { makeIndexOpener } from '../../src/background/indexes/open-index.ts';
import { makeIndexRegistry, type RegisteredIndex } from '../../src/background/indexes/registry.ts';
import { type Service, startService } from '../../src/background/service.ts';
import { type EssayRef, SHIPPED_INDEX } from '../../src/corpus/essay-ref.ts';
import type { Match } from '../../src/match/match.ts';
import type { Sender } from '../../src/messages/channel.ts';
import type { MatchRef } from '../../src/messages/protocol/exchange.ts';
import type { CheckPart, MarkedMatch, PartContext } from '../../src/messages/protocol/from-tab.ts';
import type { Matches, UnreadSurvey } from '../../src/messages/protocol/to-tab.ts';
import type { BadgeFacts } from '../../src/report/badge.ts';
import type { PageView } from '../../src/report/page-view.ts';
import { changeSettings, settingsIn } from '../../src/store/settings.ts';

const BUILT = resolve(import.meta.dirname, '../../corpus-index/built/essays.bin');

const URL = 'https://example.com/a';
const TAB = 7;
const TEXT = '今天天气很好，我们去爬山，山上有风。';

/** An essay of the built index. */
const FIRST_ESSAY: EssayRef = 'shipped:000/1';

/** A stand-in for the engine: every 爬山 stands in that essay. */
function match(text: string): Match[] {
  return [...text.matchAll(/爬山/g)].map(({ index }) => ({
    kind: 'literal',
    page: { start: index, end: index + 2 },
    letters: 2,
    similarity: 1,
    best: { essay: FIRST_ESSAY, source: { start: 300, end: 302 } },
    also: [],
    changes: [],
    alignment: [],
  }));
}

/** What a frame says of which all can be read. */
const READABLE: Omit<UnreadSurvey, 'page'> = {
  frames: 0,
  isLarge: true,
  pdfs: 0,
  canvases: 0,
  pictures: 0,
  hasOwnFont: false,
};

const shipped: RegisteredIndex = {
  name: SHIPPED_INDEX,
  isOn: async () => true,
  open: makeIndexOpener(async () => new Uint8Array(readFileSync(BUILT)).buffer),
};

interface World {
  readonly environment: Environment;
  readonly badges: Map<number, BadgeFacts | null>;
  readonly pushed: Matches[];
  readonly styled: [frame: number, style: string][];
  readonly shown: MatchRef[];
  readonly dead: Set<string>;
  readonly rechecked: number[];
  /** Whether the browser is to start the background again. */
  wakesUp: boolean;
  readonly watched: number[];
  readonly surveys: Map<number, UnreadSurvey | null>;
  checks: number;
  private: boolean;
}

function world(): World {
  const indexes = makeIndexRegistry([shipped]);
  const made: World = {
    badges: new Map(),
    pushed: [],
    styled: [],
    shown: [],
    dead: new Set(),
    rechecked: [],
    wakesUp: false,
    watched: [],
    surveys: new Map(),
    checks: 0,
    private: false,
    environment: {
      openIndexes: indexes.open,
      openReadyIndexes: indexes.openReady,
      textOf: async () => null,
      libraryChanged: async () => undefined,
      takeToLibrary: async (_tab, text) => text !== '',
      updatePacks: () => undefined,
      matchLiterally: (text) => {
        made.checks++;
        return match(text);
      },
      matchReworded: async (_text, _index, _sensitivity, literal) => literal,
      recheck: async (tab) => void made.rechecked.push(tab),
      wakeUp: async (on) => {
        made.wakesUp = on;
      },
      settings: settingsIn,
      factsOf: async (tab) =>
        tab === TAB ? { url: URL, title: '爬山记', inPrivate: made.private, access: true, filesShut: false } : null,
      styleFrame: (_tab, frame, style) => void made.styled.push([frame, style]),
      showBadge: (tab, facts) => void made.badges.set(tab, facts),
      cardOf: async ({ excerpt }) => ({
        language: 'zh-CN',
        title: excerpt,
        lines: [],
        kind: 'literal',
        buttons: [],
        close: '',
        judged: { dismiss: '', confirm: '', undo: '' },
      }),
      openPanel: () => undefined,
      searchWeb: async () => undefined,
      tellTab: {
        show: async (_tab, ref) => made.shown.push(ref) > 0,
        readPart: async (_tab, _frame, part) => ({ scan: 1, text: part === 0 ? TEXT : '', main: null }),
        matches: (_tab, _frame, news) => void made.pushed.push(news),
        watchSelection: (tab) => void made.watched.push(tab),
        survey: async (_tab, frame, page) =>
          made.surveys.has(frame) ? made.surveys.get(frame)! : { page, ...READABLE },
        lives: async (_tab, _frame, page) => !made.dead.has(page),
      },
      tellPages: () => undefined,
    },
  };
  return made;
}

function sender(frame = 0): Sender {
  return { tab: TAB, frame, url: URL, topUrl: URL, inPrivate: false, own: false };
}

const OWN: Sender = { ...sender(), tab: undefined, own: true };

function part(text: string, change: Partial<CheckPart> = {}): CheckPart {
  return { page: 'top', scan: 1, part: 0, parts: 1, text, ...change };
}

async function check(service: Service, text: string, change: Partial<CheckPart> = {}, frame = 0) {
  return service.fromTab['check-part'](part(text, change), sender(frame));
}

/** What popup and panel do when they open on the tab, before they ask for its view. */
async function openPanel(service: Service): Promise<void> {
  await service.fromUi['forget-removed-frames']({ tab: TAB }, OWN);
}

async function view(service: Service, tab = TAB): Promise<PageView> {
  const answer = await service.fromUi.view({ tab }, OWN);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

/** Waits until session storage holds these words. */
async function storedWith(words: string): Promise<string> {
  return vi.waitFor(async () => {
    const stored = JSON.stringify(await fakeBrowser.storage.session.get());
    expect(stored).toContain(words);
    return stored;
  });
}

let here: World;
let service: Service;

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  here = world();
  service = startService(here.environment);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a page tells of where its matches stand. */
function tellContexts(service: Service, change: Partial<PartContext> = {}) {
  const passages = [{ start: TEXT.indexOf('爬山'), heading: '李明', isMain: true }];
  const context = { part: 0, scan: 1, mainLetters: 8, passages, ...change };
  return service.fromTab['passage-contexts']({ page: 'top', parts: [context] }, sender());
}

describe('what cannot be read', () => {
  const survey = async () => {
    await service.fromUi['survey-unread']({ tab: TAB }, OWN);
    return (await view(service)).unread;
  };

  it('is empty where every frame of the page answers', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { page: 'inner' }, 5);
    here.surveys.set(0, { page: 'top', ...READABLE, frames: 1 });
    expect(await survey()).toEqual([]);
  });

  it('includes frames without an answer, and what each document reports', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { page: 'inner' }, 5);
    here.surveys.set(0, { page: 'top', ...READABLE, frames: 3, canvases: 1, hasOwnFont: true });
    here.surveys.set(5, { page: 'inner', ...READABLE, pdfs: 2, pictures: 4 });
    expect(await survey()).toEqual([
      { kind: 'frames', count: 2 },
      { kind: 'pdfs', count: 2 },
      { kind: 'canvases', count: 1 },
      { kind: 'pictures', count: 4 },
      { kind: 'fonts', count: 1 },
    ]);
    here.surveys.set(5, null);
    expect((await survey())[0]).toEqual({ kind: 'frames', count: 3 });
  });

  it('does not count small frames, and counts a frame that shows a PDF as a PDF', async () => {
    await check(service, TEXT);
    await service.fromTab.handshake({ page: 'pdf', type: 'application/pdf' }, sender(3));
    await check(service, TEXT, { page: 'small' }, 5);
    here.surveys.set(0, { page: 'top', ...READABLE, frames: 1 });
    here.surveys.set(5, { page: 'small', ...READABLE, isLarge: false });
    expect(await survey()).toEqual([{ kind: 'pdfs', count: 1 }]);
  });

  it('are asked when the user opens the results; pages that come later learn that these are open, until the top page changes', async () => {
    const isLookedAt = async (page: string, frame = 0) => {
      const answer = await service.fromTab.handshake({ page }, sender(frame));
      return answer.ok && answer.value.isLookedAt;
    };
    expect(await isLookedAt('top')).toBe(false);
    await survey();
    expect(await isLookedAt('inner', 5)).toBe(true);
    expect(await isLookedAt('next')).toBe(false);
  });

  it('of a pasted text are its private-use and undecodable characters', async () => {
    const answer = await service.fromUi['check-text']({ text: `${TEXT}\ue001\ufffd` }, OWN);
    expect(answer).toMatchObject({ ok: true, value: { unread: [{ kind: 'characters', count: 2 }] } });
  });
});

describe('contexts of matches', () => {
  it('are stored with the matches, and the main text is counted', async () => {
    await check(service, TEXT);
    expect((await view(service)).matches[0]).toMatchObject({ heading: '', isMain: null });
    await tellContexts(service);
    const { matches, figures } = await view(service);
    expect(matches[0]).toMatchObject({ heading: '李明', isMain: true });
    expect(figures.main).toEqual({ letters: 8, marked: 2, share: 0.25 });
  });

  it('are stored without figures of the main text if the page sent contexts of its first matches only', async () => {
    await check(service, TEXT);
    await tellContexts(service);
    await tellContexts(service, { mainLetters: null });
    const { matches, figures } = await view(service);
    expect(matches[0]).toMatchObject({ heading: '李明', isMain: true });
    expect(figures.main).toBeNull();
  });

  it('stay when the part is checked again with the same matches, and are dropped when the matches differ', async () => {
    await check(service, TEXT);
    await tellContexts(service);
    await check(service, `${TEXT}又`, { scan: 2 });
    expect((await view(service)).matches[0]).toMatchObject({ heading: '李明' });
    await check(service, `爬山。${TEXT}`, { scan: 3 });
    expect((await view(service)).matches.map(({ heading }) => heading)).toEqual(['', '']);
  });

  it('are not stored for a part that was scanned again meanwhile, nor for an unknown page', async () => {
    await check(service, TEXT, { scan: 2 });
    await tellContexts(service, { scan: 1 });
    const parts = [{ part: 0, scan: 2, mainLetters: 8, passages: [] }];
    await service.fromTab['passage-contexts']({ page: 'other', parts }, sender());
    const { matches, figures } = await view(service);
    expect(matches[0]).toMatchObject({ heading: '' });
    expect(figures.main).toBeNull();
  });
});

describe('checking', () => {
  it('answers with the matches, the part and the scan', async () => {
    const answer = await check(service, TEXT, { scan: 4 });
    expect(answer).toMatchObject({ ok: true, value: { scan: 4, part: 0 } });
    if (!answer.ok) return;
    expect(answer.value.matches.map(({ page }) => TEXT.slice(page.start, page.end))).toEqual(['爬山']);
  });

  it('tells the panel which matches are in a field', async () => {
    const text = '去爬山。\n去爬山。';
    await check(service, text, { fields: [{ start: 5, end: 9 }] });
    expect((await view(service)).matches.map(({ inField }) => inField)).toEqual([false, true]);
  });

  it('sends reworded matches after the reply, with the same scan, and keeps them', async () => {
    const reworded = { ...match(TEXT)[0]!, kind: 'reworded' as const };
    const order: string[] = [];
    const later = startService({
      ...here.environment,
      matchReworded: async () => {
        await new Promise((done) => setTimeout(done, 0));
        return [reworded];
      },
      tellTab: {
        ...here.environment.tellTab,
        matches: (...said) => order.push('push') && here.environment.tellTab.matches(...said),
      },
    });
    const answer = await check(later, TEXT, { scan: 4 });
    order.push('reply');
    expect(answer).toMatchObject({ ok: true, value: { matches: [{ kind: 'literal' }] } });
    await vi.waitFor(() => expect(here.pushed).toMatchObject([{ scan: 4, part: 0, matches: [{ kind: 'reworded' }] }]));
    expect(order).toEqual(['reply', 'push']);
    expect((await view(later)).matches.map(({ kind }) => kind)).toEqual(['reworded']);
  });

  it('sends no reworded matches for text that has changed meanwhile, nor where they are switched off', async () => {
    const reworded = { ...match(TEXT)[0]!, kind: 'reworded' as const };
    let checks = 0;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const later = startService({
      ...here.environment,
      matchReworded: async (text) => {
        checks++;
        await held;
        return text === TEXT ? [reworded] : [];
      },
    });
    await check(later, TEXT, { scan: 1 });
    await check(later, `${TEXT}又`, { scan: 2 });
    await vi.waitFor(() => expect(checks).toBe(2));
    await changeSettings({ reworded: false });
    await check(later, TEXT, { scan: 3 });
    release();
    await new Promise((done) => setTimeout(done, 60));
    expect(here.pushed).toEqual([]);
    expect(checks).toBe(2);
  });

  it('does not check the same text twice', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { scan: 2 });
    await check(service, TEXT, { page: 'other', scan: 1 }, 3);
    expect(here.checks).toBe(1);
    await check(service, `${TEXT}又`, { scan: 3 });
    expect(here.checks).toBe(2);
  });

  it('checks a text that two frames send at the same time once', async () => {
    await Promise.all([check(service, TEXT), check(service, TEXT, { page: 'other' }, 3)]);
    expect(here.checks).toBe(1);
    expect((await view(service)).figures.matches).toBe(2);
  });

  it('passes the literal matches to the search for reworded ones, and searches them once', async () => {
    const handed: unknown[] = [];
    const both = startService({
      ...here.environment,
      matchReworded: async (_text, _index, _sensitivity, literal) => {
        handed.push(literal);
        return literal;
      },
    });
    await check(both, TEXT);
    await vi.waitFor(() => expect(handed).toEqual([match(TEXT)]));
    expect(here.checks).toBe(1);
  });

  it('tells the search for reworded matches whether the part is unchanged', async () => {
    const wanted: (() => boolean)[] = [];
    const asking = startService({
      ...here.environment,
      matchReworded: (_text, _index, _sensitivity, _literal, turn) => {
        wanted.push(turn.isWanted);
        return new Promise(() => {});
      },
    });
    await check(asking, TEXT, { scan: 1 });
    await check(asking, `${TEXT}又`, { scan: 2 });
    await vi.waitFor(() => expect(wanted).toHaveLength(2));
    expect(wanted.map((isWanted) => isWanted())).toEqual([false, true]);
    asking.tabClosed(TAB);
    expect(wanted.map((isWanted) => isWanted())).toEqual([false, false]);
  });

  it('refuses text on a site that is off, text that is too long, and any text when no index can be read', async () => {
    expect(await check(service, '字'.repeat(200_001))).toEqual({ ok: false, reason: 'text-too-long' });
    await changeSettings({ never: ['example.com'] });
    expect(await check(service, TEXT)).toEqual({ ok: false, reason: 'off' });
    await changeSettings({ never: [] });
    const broken = startService({
      ...here.environment,
      openIndexes: async () => ({ ok: false, reason: 'index-unreadable' }),
      openReadyIndexes: async () => ({ ok: false, reason: 'index-unreadable' }),
    });
    expect(await check(broken, TEXT)).toEqual({ ok: false, reason: 'index-unreadable' });
    expect((await view(broken)).state).toBe('index-unreadable');
  });

  it('accepts a handshake sent with the first part: older results of the tab are dropped, and the reply tells how marks look', async () => {
    await check(service, TEXT, { part: 1, parts: 2 });
    const handshake = { type: 'text/plain' };
    const answer = await check(service, TEXT, { page: 'next', handshake });
    expect(answer).toMatchObject({ value: { handshake: { on: true, style: 'amber-solid', ticks: false } } });
    expect((await view(service)).figures.matches).toBe(1);
    expect(await check(service, TEXT, { page: 'next', scan: 2 })).not.toHaveProperty('value.handshake');
    await changeSettings({ on: false });
    await service.force(TAB);
    expect(await check(service, TEXT, { page: 'last', handshake })).toEqual({ ok: false, reason: 'off' });
    expect((await view(service)).figures.letters).toBe(0);
  });

  it('checks a page of a site that is off when the user asks for it, until another page is opened', async () => {
    await changeSettings({ on: false });
    await service.force(TAB);
    expect((await check(service, TEXT)).ok).toBe(true);
    expect(await service.fromTab.handshake({ page: 'next' }, sender())).toMatchObject({ value: { on: false } });
    expect((await check(service, TEXT, { page: 'next' })).ok).toBe(false);
  });

  it('forgets a request to check a page when that page has been left, and keeps a selection that is checked after that', async () => {
    await changeSettings({ on: false });
    await service.force(TAB);
    await check(service, TEXT);
    here.dead.add('top');
    await service.checkSelection(TAB, TEXT);
    expect((await view(service)).selection).not.toBeNull();
    expect(await service.fromTab.handshake({ page: 'next' }, sender())).toMatchObject({ value: { on: false } });
  });
});

describe('marks by source', () => {
  const other: EssayRef = 'shipped:000/2';
  const sources = ({ matches }: { readonly matches: readonly MarkedMatch[] }) => matches.map(({ source }) => source);

  /** Every 爬山 stands in one essay, every 有风 in another. */
  function startWithTwo(): Service {
    const rename = (found: Match): Match => ({ ...found, best: { ...found.best, essay: other } });
    return startService({
      ...here.environment,
      matchLiterally: (text) =>
        [...match(text), ...match(text.replaceAll('爬山', '　　').replaceAll('有风', '爬山')).map(rename)].sort(
          (a, b) => a.page.start - b.page.start,
        ),
    });
  }

  it('are sent with the rank of their source, and sent again where a later part changes the ranks', async () => {
    await changeSettings({ markBy: 'source' });
    const two = startWithTwo();
    const first = await check(two, '爬山爬山有风', { part: 0, parts: 2 });
    expect(first.ok && sources(first.value)).toEqual([0, 0, 1]);
    expect(here.pushed).toEqual([]);
    const second = await check(two, '有风有风有风', { part: 1, parts: 2, scan: 2 });
    expect(second.ok && sources(second.value)).toEqual([0, 0, 0]);
    expect(here.pushed.map((news) => [news.part, sources(news)])).toEqual([[0, [1, 1, 0]]]);
  });

  it('are sent without a rank where they are coloured by kind', async () => {
    const answer = await check(startWithTwo(), '爬山有风');
    expect(answer.ok && sources(answer.value)).toEqual([undefined, undefined]);
  });
});

describe('the result for the selected text', () => {
  it('is removed when the page reports that the selection has ended, which the page was told to watch', async () => {
    await check(service, TEXT);
    await service.checkSelection(TAB, TEXT);
    expect(here.watched).toEqual([TAB]);
    expect((await view(service)).selection).not.toBeNull();
    await service.fromTab.unselected({ page: 'top' }, sender());
    expect((await view(service)).selection).toBeNull();
  });
});

describe('a tab', () => {
  it('adds up its parts and frames, in page order', async () => {
    await check(service, '爬山去', { part: 1, parts: 2, order: 1 });
    await check(service, '山上爬山', { part: 0, parts: 2, order: 2 });
    await check(service, '框里爬山', { page: 'inner' }, 5);
    const { figures, matches, state } = await view(service);
    expect(state).toBe('checked');
    expect(figures).toMatchObject({ letters: 11, marked: 6, matches: 3 });
    expect(matches.map(({ id, from }) => [...id.split('.').slice(0, 2).map(Number), from])).toEqual([
      [0, 1, 0],
      [0, 0, 5],
      [5, 0, 9],
    ]);
    expect(here.badges.get(TAB)?.figures.matches).toBe(3);
  });

  it('forgets parts that no longer exist, and drops late results of older scans', async () => {
    await check(service, TEXT, { part: 1, parts: 2, scan: 5 });
    await check(service, TEXT, { part: 0, parts: 2, scan: 6 });
    await check(service, '没有', { part: 0, parts: 1, scan: 8 });
    await check(service, TEXT, { part: 0, parts: 1, scan: 7 });
    expect((await view(service)).figures.matches).toBe(0);
  });

  it('loses the results of a page that was left, of a removed frame, and all results of an old top page', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { page: 'inner' }, 5);
    await check(service, TEXT, { page: 'silent' }, 6);
    await service.fromTab.gone({ page: 'inner' }, sender(5));
    here.dead.add('silent');
    await openPanel(service);
    expect((await view(service)).figures.matches).toBe(1);
    await service.fromTab.handshake({ page: 'next' }, sender());
    expect((await view(service)).figures.matches).toBe(0);
  });

  it('is viewed without writing its results and without a message to its frames', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { page: 'inner' }, 5);
    await storedWith('inner');
    here.dead.add('inner');
    const lives = vi.spyOn(here.environment.tellTab, 'lives');
    const tellPages = vi.spyOn(here.environment, 'tellPages');
    const write = vi.spyOn(fakeBrowser.storage.session, 'set');
    const first = await view(service);
    expect(await view(service)).toEqual(first);
    expect(first.figures.matches).toBe(2);
    for (const effect of [lives, tellPages, write]) expect(effect).not.toHaveBeenCalled();
    // The same spies hear of the step that asks and writes.
    await openPanel(service);
    expect((await view(service)).figures.matches).toBe(1);
    for (const effect of [lives, tellPages, write]) expect(effect).toHaveBeenCalled();
  });

  it('gives a report although a frame was removed without a message', async () => {
    await check(service, TEXT);
    await check(service, TEXT, { page: 'inner', scan: 2 }, 5);
    here.dead.add('inner');
    const answer = await service.fromUi.report({ tab: TAB }, OWN);
    expect(answer).toMatchObject({ ok: true, value: { pieces: [{ text: TEXT }] } });
  });

  it('is restored after the browser has stopped the background', async () => {
    await check(service, TEXT);
    const next = startService(here.environment);
    expect((await view(next)).figures).toMatchObject({ matches: 1, letters: 15 });
    service.tabClosed(TAB);
    expect((await view(startService(here.environment))).figures.matches).toBe(0);
  });

  it('that is closed while its text is checked stays forgotten', async () => {
    const checking = check(service, TEXT);
    service.tabClosed(TAB);
    await checking;
    expect((await view(service)).figures.matches).toBe(0);
    expect((await view(startService(here.environment))).figures.matches).toBe(0);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).toBe('{}');
  });

  it('whose results do not fit into session storage is checked again when the background starts again', async () => {
    await check(service, TEXT);
    await storedWith('爬山');
    const set = fakeBrowser.storage.session.set;
    const full = vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async (items) => {
      if (JSON.stringify(items).length > 200) throw new Error('QuotaExceededError');
      await set(items);
    });
    await check(service, `${TEXT}又去爬山`, { scan: 2 });
    expect(await storedWith('unkept')).not.toContain('爬山');
    full.mockRestore();
    const next = startService(here.environment);
    expect((await view(next)).figures.matches).toBe(0);
    expect(here.rechecked).toEqual([TAB]);
  });

  it('with the largest results gives way to others where session storage is full', async () => {
    const [large, small] = ['爬山'.repeat(900), '爬山'.repeat(300)];
    await check(service, large);
    await storedWith('爬山');
    const set = fakeBrowser.storage.session.set;
    const full = vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async (items) => {
      const all = { ...(await fakeBrowser.storage.session.get()), ...items };
      if (JSON.stringify(all).length > 300_000) throw new Error('QuotaExceededError');
      await set(items);
    });
    await service.fromTab['check-part'](part(small), { ...sender(), tab: TAB + 1 });
    await storedWith('unkept');
    full.mockRestore();
    await vi.waitFor(async () =>
      expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain('unfinished'),
    );
    const next = startService(here.environment);
    await view(next);
    expect(here.rechecked).toEqual([TAB]);
  });

  it('in which reworded passages are still looked for is checked again when the background starts again', async () => {
    const { promise, resolve: end } = Promise.withResolvers<Match[]>();
    const slow = startService({ ...here.environment, matchReworded: () => promise });
    await check(slow, TEXT);
    await storedWith('unfinished');
    expect(here.wakesUp).toBe(true);
    await view(startService(here.environment));
    expect(here.rechecked).toEqual([TAB]);
    end([]);
    await vi.waitFor(async () =>
      expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain('unfinished'),
    );
    expect(here.wakesUp).toBe(false);
    here.rechecked.length = 0;
    await view(startService(here.environment));
    expect(here.rechecked).toEqual([]);
  });

  it('with results above the budget of a tab leaves the storage to others', async () => {
    await check(service, '爬山'.repeat(5_000));
    expect((await storedWith('unkept')).length).toBeLessThan(1_000);
    expect((await view(service)).figures.matches).toBe(5_000);
    await view(startService(here.environment));
    expect(here.rechecked).toEqual([TAB]);
  });

  it('steps from match to match, cyclically', async () => {
    await check(service, '爬山爬山');
    for (const by of [1, 1, 1, -1] as const) await service.stepIn(TAB, by, true);
    expect(here.shown.map(({ index }) => index)).toEqual([0, 1, 0, 1]);
    const { current, matches } = await view(service);
    expect(current).toBe(matches[1]!.id);
  });

  it('keeps ids and the current match when the same passages are checked again', async () => {
    await check(service, '爬山爬山');
    await service.stepIn(TAB, 1, true);
    await service.stepIn(TAB, 1, true);
    const ids = (await view(service)).matches.map(({ id }) => id);
    await check(service, '又去爬山爬山', { scan: 2 });
    const now = await view(service);
    expect(now.matches.map(({ id }) => id)).toEqual(ids);
    expect(now.current).toBe(ids[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it('accepts an older scan number for the same matches, and no number of other matches', async () => {
    const described = async (scan: number) => {
      const answer = await service.fromTab.describe({ page: 'top', scan, part: 0, index: 0 }, sender());
      return answer.ok && answer.value !== null;
    };
    await check(service, '别处爬山', { scan: 1 });
    await check(service, '没有', { scan: 2 });
    await check(service, TEXT, { scan: 3 });
    await check(service, `${TEXT}又`, { scan: 4 });
    expect(await Promise.all([1, 2, 3, 4, 5].map(described))).toEqual([false, false, true, true, false]);
  });

  it('tells why it has no result', async () => {
    expect((await view(service, 99)).state).toBe('gone');
    expect((await view(service)).state).toBe('reload');
    await changeSettings({ on: false });
    expect((await view(service)).state).toBe('off');
    await changeSettings({ on: true, never: ['example.com'] });
    expect((await view(service)).state).toBe('off-here');
  });
});

describe('the style of marks', () => {
  it('is given to frames in which something was found, before their marks, once to each page', async () => {
    await service.fromTab.handshake({ page: 'top' }, sender());
    await check(service, '没有');
    expect(here.styled).toEqual([]);
    await check(service, TEXT, { page: 'inner' }, 3);
    await check(service, `${TEXT}又`, { page: 'inner', scan: 2 }, 3);
    expect(here.styled).toEqual([[3, 'amber-solid']]);
    expect(service.markedFrames(TAB)).toEqual([3]);
    await check(service, TEXT, { page: 'next' }, 3);
    expect(here.styled).toHaveLength(2);
  });
});

describe('a content script in the wrong hands', () => {
  const own = { page: 'top', scan: 1, part: 0, index: 0 };

  it('has the words of the match searched, and opens few tabs', async () => {
    const searched: string[] = [];
    Object.assign(here.environment, { searchWeb: async (_tab: number, words: string) => void searched.push(words) });
    await check(service, TEXT);
    for (let i = 0; i < 40; i++) {
      await service.fromTab.describe(own, sender());
      await service.fromTab.act({ ...own, act: 'search', text: '别的' } as never, sender());
    }
    expect(searched.length).toBeLessThan(6);
    expect(new Set(searched)).toEqual(new Set(['爬山']));
  });

  it('gets no more than some messages answered at a time; other tabs are answered', async () => {
    const flood = Array.from({ length: 200 }, (_, scan) => check(service, `${TEXT}${scan}`, { scan }));
    const other = service.fromTab.handshake({ page: 'other' }, { ...sender(), tab: TAB + 1 });
    expect(await other).toMatchObject({ ok: true });
    const answers = await Promise.all(flood);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(32);
    expect(answers.at(-1)).toEqual({ ok: false, reason: 'busy' });
    expect(await check(service, TEXT, { scan: 999 })).toMatchObject({ ok: true });
  });

  it('gets no more than some cards at once', async () => {
    await check(service, TEXT);
    const cards: unknown[] = [];
    for (let i = 0; i < 40; i++) cards.push(await service.fromTab.describe(own, sender()));
    expect(cards.filter((card) => (card as { value: unknown }).value !== null).length).toBeLessThan(35);
  });
});

describe('judgements', () => {
  const dismiss = async (scope: 'match' | 'essay' | 'site') => {
    const [first] = (await view(service)).matches;
    return service.fromUi.dismiss({ tab: TAB, id: first!.id, scope }, OWN);
  };

  it.each(['match', 'essay', 'site'] as const)(
    '"not a match" on a %s: unmarked, uncounted, listed, and undone',
    async (scope) => {
      const checked = await check(service, TEXT);
      expect(await dismiss(scope)).toEqual({ ok: true, value: null });
      expect(here.pushed.at(-1)).toEqual({ scan: 1, part: 0, matches: [] });
      const { figures, matches } = await view(service);
      expect(figures).toMatchObject({ matches: 0, share: 0 });
      expect(matches).toMatchObject([{ dismissed: scope }]);
      expect(here.badges.get(TAB)?.figures).toMatchObject({ matches: 0, ignored: 1 });
      await service.fromUi.undo({ judgement: matches[0]!.judgement! }, OWN);
      expect((await view(service)).figures.matches).toBe(1);
      expect(here.pushed.at(-1)?.matches).toHaveLength(1);
      // The tab knows a match again by what it was told, and is told no more than at first.
      expect(checked).toMatchObject({ ok: true });
      expect(here.pushed.at(-1)?.matches).toEqual(checked.ok && checked.value.matches);
    },
  );

  it('apply on other pages, and after the background was stopped', async () => {
    await check(service, TEXT);
    await dismiss('match');
    const answer = await check(startService(here.environment), `另外，${TEXT}`, { page: 'next' });
    expect(answer).toMatchObject({ ok: true, value: { matches: [] } });
  });

  it('can be given in the popover of the page', async () => {
    await check(service, TEXT);
    const own = { page: 'top', scan: 1, part: 0, index: 0 };
    await service.fromTab.describe(own, sender());
    await service.fromTab.act({ ...own, act: 'dismiss' }, sender());
    expect((await view(service)).figures.matches).toBe(0);
    expect(await service.fromTab.describe(own, sender())).toEqual({ ok: true, value: null });
  });

  it('cannot be given for a match whose card the tab was not given, nor twice for one card', async () => {
    const refused = { ok: false, reason: 'refused' };
    await check(service, '爬山爬山');
    const own = { page: 'top', scan: 1, part: 0, index: 0 };
    for (const act of ['dismiss', 'confirm', 'search'] as const)
      expect(await service.fromTab.act({ ...own, act }, sender())).toEqual(refused);
    await service.fromTab.describe(own, sender());
    expect(await service.fromTab.act({ ...own, index: 1, act: 'dismiss' }, sender())).toEqual(refused);
    // The background may be stopped while the card is open.
    const later = startService(here.environment);
    expect(await later.fromTab.act({ ...own, act: 'confirm' }, sender())).toMatchObject({ ok: true });
    expect(await later.fromTab.act({ ...own, act: 'dismiss' }, sender())).toEqual(refused);
    expect((await view(later)).matches.map(({ dismissed }) => dismissed)).toEqual([null, null]);
  });

  it('with a note confirm a match', async () => {
    await check(service, TEXT);
    const [first] = (await view(service)).matches;
    await service.fromUi.confirm({ tab: TAB, id: first!.id, note: '已核对' }, OWN);
    expect((await view(service)).matches[0]?.note).toBe('已核对');
  });
});

describe('the selected text', () => {
  it('is checked although the site is off, shown in the panel, and closed', async () => {
    await changeSettings({ on: false });
    await service.checkSelection(TAB, TEXT);
    const { selection, state } = await view(service);
    expect(state).toBe('off');
    expect(selection).toMatchObject({ excerpt: TEXT, view: { figures: { matches: 1, letters: 15 } } });
    await service.fromUi['close-selection']({ tab: TAB }, OWN);
    expect((await view(service)).selection).toBeNull();
  });
});

describe('the report', () => {
  it('has the text with its marks', async () => {
    await check(service, TEXT);
    const answer = await service.fromUi.report({ tab: TAB }, OWN);
    expect(answer).toMatchObject({
      ok: true,
      value: { url: URL, pieces: [{ text: TEXT, marks: [{ id: expect.stringMatching(/^0\.0\./) }] }] },
    });
  });

  it('is refused when the page has changed since', async () => {
    await check(service, TEXT, { scan: 2 });
    expect(await service.fromUi.report({ tab: TAB }, OWN)).toEqual({ ok: false, reason: 'changed' });
    const [first] = (await view(service)).matches;
    expect(await service.fromUi.compare({ tab: TAB, id: first!.id }, OWN)).toEqual({ ok: false, reason: 'changed' });
  });
});
