import { describe, expect, test } from 'vitest';
import { type EvaluateInside, openInside } from './isolated-world.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { askFrom, marksUntil, startUiWorld } from './ui-world.ts';

/*
 * A page that has taken over its process can do all that our content script can. These tests run script where the content script runs.
 */

const REFUSED = { ok: false, reason: 'bad-message' };

/** Sends a message to the background as the content script does. Resolves with the answer; `null` if nobody answers. */
function send(inside: EvaluateInside, name: string, ask: object): Promise<unknown> {
  return inside(
    `chrome.runtime.sendMessage(${JSON.stringify({ dejaLu: name, ask })}).then((answer) => answer ?? null)`,
  );
}

describe('a content script in the wrong hands', () => {
  const world = setUp(() => startUiWorld('zh-CN'));

  test('reads neither what is stored nor the files of the extension, and reaches no tab', async () => {
    const { page, inside } = await openInside(world, world.site.url('plain.html'));
    // It is the right context: there is an id to be read there.
    const id = await inside('chrome.runtime.id');
    expect(world.browser.extensionUrl('')).toContain(id);
    const outcome = (call: string) => inside(`(async () => ${call})().then(() => 'done', () => 'refused')`);
    const calls = ['local', 'session'].flatMap((area) =>
      [`get(null)`, `set({ settings: {} })`].map((call) => `chrome.storage.${area}.${call}`),
    );
    for (const call of [...calls, "fetch(chrome.runtime.getURL('essays.bin'))"])
      expect(await outcome(call), call).toBe('refused');
    expect(await inside('[typeof chrome.tabs, typeof chrome.scripting?.executeScript]')).toEqual([
      'undefined',
      'undefined',
    ]);
    // Databases are those of the page.
    expect(await inside('indexedDB.databases().then((all) => all.map(({ name }) => name))')).toEqual([]);
    await page.close();
  });

  test('is refused every message of our own pages: about any tab, what was judged, and settings', async () => {
    const { page, inside } = await openInside(world, world.site.url('plain.html'));
    const { tab } = world;
    const [match] = (await viewOf(tab)).matches;
    expect(match).toBeDefined();
    const asks: Readonly<Record<string, object>> = {
      view: { tab },
      report: { tab },
      step: { tab, by: 1 },
      show: { tab, id: match!.id },
      compare: { tab, id: match!.id },
      'find-original': { tab, id: match!.id, text: '字' },
      'search-web': { tab, text: '字' },
      'switch-site': { tab, on: false },
      dismiss: { tab, id: match!.id, scope: 'site' },
      confirm: { tab, id: match!.id, note: '' },
      undo: { judgement: 'site:example.com' },
      unconfirm: { note: 'x' },
      corpus: {},
      'library-changed': {},
      'judgements-changed': {},
      'clear-judgements': {},
      'check-text': { text: '字' },
      'add-to-library': { tab, what: 'page' },
      'update-packs': { address: null },
    };
    for (const [name, ask] of Object.entries(asks)) expect(await send(inside, name, ask), name).toEqual(REFUSED);
    await page.close();
  });

  test('cannot have our open pages read their results or packs again', async () => {
    const { page, inside } = await openInside(world, world.site.url('plain.html'));
    // Positive control: nobody else answers these, once the pages that earlier tests have closed are gone.
    const change = () => send(inside, 'changed', { tab: world.tab });
    expect(await until(change, (reply) => reply === null)).toBeNull();
    const [panel, library] = [await world.panel(), await world.surface('library.html', 800)];
    expect(await send(inside, 'changed', { tab: world.tab })).toEqual(REFUSED);
    expect(await send(inside, 'packs', {})).toEqual(REFUSED);
    await Promise.all([page, panel, library].map((each) => each.close()));
  });

  test('learns nothing of the page in another tab, and cannot make it forgotten', async () => {
    const { page, inside } = await openInside(world, world.site.url('plain.html'));
    const { tab } = world;
    const before = await viewOf(tab);
    const other = { page: before.page, scan: 1, part: 0, index: 0 };
    expect(await send(inside, 'describe', other)).toEqual({ ok: true, value: null });
    for (const act of ['dismiss', 'confirm', 'search'])
      expect(await send(inside, 'act', { ...other, act })).toEqual({ ok: false, reason: 'refused' });
    await send(inside, 'gone', { page: before.page });
    await send(inside, 'check-part', { page: before.page, scan: 99, part: 0, parts: 1, text: '别的字' });
    expect((await viewOf(tab)).matches).toEqual(before.matches);
    await page.close();
  });

  test('that sends without end is answered some messages at a time, and other pages are checked meanwhile', async () => {
    const { page, inside } = await openInside(world, world.site.url('plain.html'));
    const flood = `
      globalThis.answers = { ok: 0, busy: 0, other: 0 };
      const text = '今天天气很好，我们去爬山。'.repeat(1500);
      for (let scan = 1; scan <= 400; scan++) {
        const ask = { page: 'flood', scan, part: scan % 100, parts: 100, text: text + scan };
        chrome.runtime.sendMessage({ dejaLu: 'check-part', ask }).then(({ ok, reason }) => {
          answers[ok ? 'ok' : reason === 'busy' ? 'busy' : 'other']++;
        });
      }`;
    await inside(flood);
    const other = await world.browser.context.newPage();
    await other.goto(world.site.url('own.html'));
    await other.goto(world.site.url('plain.html'));
    expect(await marksUntil(other, (now) => now > 0)).toBeGreaterThan(0);
    const answers = (await inside(`new Promise((done) => {
      const look = () => (answers.ok + answers.busy + answers.other === 400 ? done(answers) : setTimeout(look, 50));
      look();
    })`)) as { ok: number; busy: number; other: number };
    expect(answers.other).toBe(0);
    expect(answers.busy).toBeGreaterThan(0);
    expect(answers.ok).toBeGreaterThan(0);
    await Promise.all([page.close(), other.close()]);
  });

  /** The background's view of a tab, as our own pages get it. */
  async function viewOf(tab: number) {
    const options = await world.surface('options.html', 800);
    const answer = await askFrom(options, 'view', { tab });
    await options.close();
    return answer;
  }
});
