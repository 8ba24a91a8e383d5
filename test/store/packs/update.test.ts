import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { makePackIndexes } from '../../../src/background/indexes/pack-indexes.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import type { LimitedAsk } from '../../../src/network/fetch-limited.ts';
import { NetworkError, type NetworkProblem } from '../../../src/network/network-error.ts';
import { makeKey } from '../../../src/packs/signature.ts';
import { DAY, isDue, nextDue, type UpdateTools, updatePack } from '../../../src/packs/update.ts';
import { allowedHosts, allowHost } from '../../../src/store/packs/allowed-hosts.ts';
import { hasPacks } from '../../../src/store/packs/marker.ts';
import { listPacks, pinKey, readSearchedPacks, removePack } from '../../../src/store/packs/packs.ts';
import { addSubscription, newSubscription, subscriptionTo } from '../../../src/store/packs/subscriptions.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';
import { publishedFiles } from '../../packs/made-host.ts';
import { type OwnPack, packOf } from '../../packs/own-packs.ts';

const [first, second, third] = Object.values(OWN_ESSAYS) as [string, string, string];

// The first index that is made loads the tagger: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ADDRESS = 'https://packs.example/school/pack.djlh';

let key: JsonWebKey;
beforeAll(async () => {
  key = await makeKey();
});

/** A host that serves a pack and counts; it can fail, and change what it serves. */
class Host {
  files = new Map<string, Uint8Array<ArrayBuffer>>();
  etag = '';
  /** Paths that were asked for, with the bytes that each answer had. */
  readonly asked: { path: string; bytes: number; headers: Readonly<Record<string, string>> }[] = [];
  /** What the next requests fail with, by how many go well before. */
  failure: { after: number; problem: NetworkProblem } | null = null;
  now = 1_000_000;

  async serve(own: OwnPack): Promise<void> {
    this.files = await publishedFiles(await packOf({ key, ...own }));
    this.etag = `"${own.facts?.version ?? 1}"`;
  }

  readonly fetchFile = async (address: string, { headers = {}, maxBytes }: LimitedAsk) => {
    const path = address.slice('https://packs.example/school/'.length);
    if (this.failure && this.failure.after-- <= 0) throw new NetworkError(this.failure.problem, 'made to fail');
    const bytes = this.files.get(path);
    if (!bytes) throw new NetworkError('missing', path);
    const isSame = path === 'pack.djlh' && headers['If-None-Match'] === this.etag;
    this.asked.push({ path, bytes: isSame ? 0 : bytes.length, headers });
    if (bytes.length > maxBytes) throw new NetworkError('too-large', path);
    return { body: isSame ? null : bytes.slice(), headers: new Headers({ ETag: this.etag }) };
  };

  tools(): UpdateTools {
    return { fetchFile: this.fetchFile, now: () => this.now, changed: () => {}, installed: () => {} };
  }

  update(): Promise<void> {
    return updatePack(ADDRESS, this.tools());
  }

  /** Bytes that were fetched since the last time this was asked. */
  fetched(): number {
    return this.asked.splice(0).reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

async function essaysFor(text: string): Promise<string[]> {
  const opened = await makePackIndexes(hasPacks, readSearchedPacks).open();
  if (!opened.ok) throw new Error(opened.reason);
  return findMatches(
    text,
    opened.value.map(({ index }) => index),
  ).map(({ best }) => best.essay);
}

let host: Host;
beforeEach(async () => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  host = new Host();
  await allowHost('https://packs.example');
  await addSubscription(newSubscription(ADDRESS, true));
});

const versionNow = async () => (await listPacks())[0]?.manifest.version;

const stateNow = async () => (await subscriptionTo(ADDRESS))!;

describe('a subscribed pack', () => {
  it('is fetched, checked and installed; asked again it is conditional, and costs nothing', async () => {
    await host.serve({ parts: [{ a: first, b: second }] });
    await host.update();
    expect(await essaysFor(second)).toEqual(['pack-own:b']);
    expect(await stateNow()).toMatchObject({ pack: 'own', problem: null, failures: 0, next: host.now + DAY });
    expect(host.fetched()).toBeGreaterThan(0);
    await host.update();
    expect(host.asked.at(-1)!.headers).toEqual({ 'If-None-Match': '"1"' });
    expect(host.fetched()).toBe(0);
  });

  it('gets what a new version adds and does not find what that withdraws', async () => {
    await host.serve({ parts: [{ a: first, b: second }] });
    await host.update();
    host.fetched();
    await host.serve({ parts: [{ a: first, b: second }, { c: third }], withdrawn: ['b'], facts: { version: 2 } });
    await host.update();
    expect(host.asked.map(({ path }) => path.slice(0, 6))).toEqual(['pack.d', 'chunks']);
    expect(await essaysFor(third)).toEqual(['pack-own:c']);
    expect(await essaysFor(first)).toEqual(['pack-own:a']);
    expect(await essaysFor(second)).toEqual([]);
  });

  it('that adds one in a hundred essays and withdraws one fetches less than a twentieth of its bytes', async () => {
    const letters = Array.from(
      Object.values(OWN_ESSAYS)
        .join('')
        .replace(/\P{Script=Han}/gu, ''),
    );
    let seed = 7;
    const next = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return letters[(seed >>> 8) % letters.length]!;
    };
    const essay = () => Array.from({ length: 400 }, next).join('');
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`e${i}`, essay()]));
    await host.serve({ parts: [many] });
    await host.update();
    const whole = host.fetched();
    await host.serve({ parts: [many, { n1: essay(), n2: essay() }], withdrawn: ['e7'], facts: { version: 2 } });
    await host.update();
    expect(await versionNow()).toBe(2);
    expect(host.fetched() / whole).toBeLessThan(0.05);
  });

  it('that stops on its way goes on with what is missing', async () => {
    await host.serve({ parts: [{ a: first }, { b: second }, { c: third }] });
    host.failure = { after: 2, problem: 'unreachable' };
    await host.update();
    expect(await versionNow()).toBeUndefined();
    expect(await stateNow()).toMatchObject({ problem: 'unreachable', failures: 1 });
    expect((await stateNow()).download!.done).toBeGreaterThan(0);
    host.failure = null;
    host.fetched();
    await host.update();
    expect(await versionNow()).toBe(1);
    expect((await stateNow()).download).toBeNull();
  });

  it('waits longer after each failure, at most a day, and is due again then', async () => {
    await host.serve({ parts: [{ a: first }] });
    host.failure = { after: 0, problem: 'unreachable' };
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      await host.update();
      const state = await stateNow();
      waits.push((state.next - host.now) / 60_000);
      expect(isDue(state, host.now)).toBe(false);
      expect(nextDue([state], host.now)).toBe(state.next);
      host.now = state.next;
      expect(isDue(state, host.now)).toBe(true);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
  });

  it('is due at once where the clock was set back since', async () => {
    await host.serve({ parts: [{ a: first }] });
    host.now += 365 * DAY;
    await host.update();
    const state = await stateNow();
    expect(isDue(state, host.now)).toBe(false);
    const back = host.now - 365 * DAY;
    expect(isDue(state, back)).toBe(true);
    expect(nextDue([state], back)).toBe(back);
  });

  it.each([
    ['a lower version', { facts: { version: 2 } }, 'downgraded'],
    ['another file with the same version', { facts: { version: 3 }, parts: [{ x: second }] }, 'same-version'],
    ['another pack', { facts: { version: 4, pack: 'other' } }, 'other-pack'],
    ['a pack that is not signed any more', { facts: { version: 4 }, key: null }, 'key-changed'],
  ])('does not become %s', async (_what, change, problem) => {
    await host.serve({ parts: [{ a: first }], facts: { version: 3 } });
    await host.update();
    await host.serve({ parts: [{ a: first }], ...change });
    host.etag = '"changed"';
    await host.update();
    expect((await stateNow()).problem).toBe(problem);
    expect(await versionNow()).toBe(3);
    expect(await essaysFor(first)).toEqual(['pack-own:a']);
  });

  it('of a changed key is taken once the user accepts the key', async () => {
    await host.serve({ parts: [{ a: first }] });
    await host.update();
    await host.serve({ parts: [{ a: first }], facts: { version: 2 }, key: await makeKey() });
    await host.update();
    const { problem, offered } = await stateNow();
    expect(problem).toBe('key-changed');
    expect(await versionNow()).toBe(1);
    await pinKey('own', offered);
    await host.update();
    expect(await versionNow()).toBe(2);
    expect(await stateNow()).toMatchObject({ problem: null, offered: null });
  });

  it.each([
    ['shorter than it says', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(1), 'damaged'],
    ['longer than it says', (bytes: Uint8Array<ArrayBuffer>) => Uint8Array.of(...bytes, 1), 'too-large'],
    ['other bytes', (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte) => byte ^ 1), 'damaged'],
  ])('is refused where a chunk is %s', async (_what, change, problem) => {
    await host.serve({ parts: [{ a: first }] });
    for (const [path, bytes] of host.files) if (path.startsWith('chunks/')) host.files.set(path, change(bytes));
    await host.update();
    expect(await versionNow()).toBeUndefined();
    expect((await stateNow()).problem).toBe(problem);
  });

  it('begins anew where the host has moved on meanwhile', async () => {
    await host.serve({ parts: [{ a: first }, { b: second }] });
    host.failure = { after: 2, problem: 'unreachable' };
    await host.update();
    host.failure = null;
    await host.serve({ parts: [{ a: first, b: second }], facts: { version: 2 } });
    await host.update();
    expect((await stateNow()).problem).toBe('missing');
    await host.update();
    expect(await versionNow()).toBe(2);
  });

  it('leaves nothing when it is removed', async () => {
    await host.serve({ parts: [{ a: first }] });
    await host.update();
    await removePack('own');
    expect(await listPacks()).toEqual([]);
    expect(await subscriptionTo(ADDRESS)).toBeUndefined();
    expect(await allowedHosts()).toEqual([]);
    expect(await hasPacks()).toBe(false);
  });
});
