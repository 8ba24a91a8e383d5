import type { LimitedAnswer, LimitedAsk } from '../network/fetch-limited.ts';
import { NetworkError } from '../network/network-error.ts';
import { exclusive } from '../store/exclusive.ts';
import { LibraryError } from '../store/library/failure.ts';
import { installPack, packWithId, partIdsOf } from '../store/packs/packs.ts';
import {
  changeSubscription,
  dropDownload,
  fetchedChunks,
  putChunk,
  readChunk,
  subscriptionTo,
} from '../store/packs/subscriptions.ts';
import { type Manifest, partKey } from './manifest.ts';
import { PackError } from './pack-error.ts';
import { checkParts, type ReadPiece } from './pack-file.ts';
import { MAX_HEAD_BYTES, type PackHead, readHead } from './pack-head.ts';
import { type Chunk, chunkAddress, chunksByHash, chunksOf } from './published.ts';
import type { Download, Subscription, UpdateProblem } from './records.ts';
import { sha256Hex } from './sha256.ts';
import { checkSuccession } from './succession.ts';

/*
 * Brings a subscribed pack up to date. Every step is stored before the next begins, so whoever is stopped goes on where it was: the
 * head, then chunk by chunk, then all of it is checked and installed in one change. Until then the version before stays.
 */

/** What an update needs beside the store. */
export interface UpdateTools {
  readonly fetchFile: (address: string, ask: LimitedAsk) => Promise<LimitedAnswer>;
  /** Ms since 1970. */
  readonly now: () => number;
  /** Called when something that pages of the extension show has changed. */
  readonly changed: () => void;
  /** Called when a pack or a new version of it is installed. */
  readonly installed: () => void;
}

const MINUTE = 60_000;

/** Ms between two looks at a host: at most one a day. */
export const DAY = 24 * 60 * MINUTE;

/** The wait after the first failure, in ms; it doubles with each further one, up to a day. */
const FIRST_WAIT = 15 * MINUTE;

function waitAfter(failures: number): number {
  return Math.min(DAY, FIRST_WAIT * 2 ** (failures - 1));
}

function conditionsOf({ pack, etag, modified }: Subscription): Record<string, string> {
  if (pack === null) return {};
  if (etag !== '') return { 'If-None-Match': etag };
  return modified === '' ? {} : { 'If-Modified-Since': modified };
}

async function headOf({ head }: Pick<Download, 'head'>): Promise<PackHead> {
  const read = await readHead(new Uint8Array(head));
  if (read.bytes !== head.byteLength)
    throw new PackError('wrong-size', `a head of ${read.bytes} bytes has ${head.byteLength}: is it a whole pack?`);
  return read;
}

/** The chunks of the parts that the installed version does not have. */
async function neededChunks(manifest: Manifest): Promise<Map<string, Chunk>> {
  const installed = await partIdsOf(manifest.pack);
  return chunksByHash({ parts: manifest.parts.filter((part) => !installed.has(partKey(part))) });
}

function bytesOf(chunks: Iterable<Chunk>): number {
  return [...chunks].reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The id of the pack that is installed already: there is nothing to fetch. */
interface UpToDate {
  readonly known: string | null;
  readonly etag: string;
  readonly modified: string;
}

/** Asks the host for the head. Resolves with the download to begin, or with what is up to date. */
async function askForHead(subscription: Subscription, { fetchFile }: UpdateTools): Promise<Download | UpToDate> {
  const { address } = subscription;
  const { body, headers } = await fetchFile(address, { maxBytes: MAX_HEAD_BYTES, headers: conditionsOf(subscription) });
  if (!body) return { known: subscription.pack, etag: subscription.etag, modified: subscription.modified };
  const names = { etag: headers.get('ETag') ?? '', modified: headers.get('Last-Modified') ?? '' };
  const head = await headOf({ head: body.buffer });
  try {
    checkSuccession(await packWithId(subscription.pack ?? head.manifest.pack), head);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    if (error.problem === 'known') return { known: head.manifest.pack, ...names };
    if (error.problem === 'key-changed') await changeSubscription(address, { offered: head.signer });
    throw error;
  }
  const total = bytesOf((await neededChunks(head.manifest)).values());
  return { head: body.buffer, ...names, done: 0, total };
}

async function fetchChunk(address: string, chunk: Chunk, { fetchFile }: UpdateTools): Promise<ArrayBuffer> {
  const { body } = await fetchFile(chunkAddress(address, chunk.sha256), { maxBytes: chunk.bytes });
  const bytes = body ?? new Uint8Array(0);
  if (bytes.length !== chunk.bytes || (await sha256Hex(bytes)) !== chunk.sha256)
    throw new PackError(
      'damaged',
      `the chunk ${chunk.sha256} has ${bytes.length} bytes that are not those of the pack`,
    );
  return bytes.buffer;
}

/** Fetches what is not there yet. Resolves with `false` where the subscription was ended meanwhile. */
async function fetchAll(address: string, begun: Download, manifest: Manifest, tools: UpdateTools): Promise<boolean> {
  const [needed, fetched] = [await neededChunks(manifest), await fetchedChunks(address)];
  const missing = [...needed.values()].filter(({ sha256 }) => !fetched.has(sha256));
  let download = { ...begun, done: begun.total - bytesOf(missing) };
  for (const chunk of missing) {
    const bytes = await fetchChunk(address, chunk, tools);
    download = { ...download, done: download.done + chunk.bytes };
    if (!(await putChunk(address, chunk.sha256, bytes, download))) return false;
    tools.changed();
  }
  return true;
}

function readerOf(address: string): ReadPiece {
  return async (piece) => {
    const bytes = new Uint8Array(piece.bytes);
    for (const { sha256, start } of chunksOf(piece)) {
      const chunk = await readChunk(address, sha256);
      if (!chunk) throw new PackError('damaged', `the chunk ${sha256} is missing`);
      bytes.set(new Uint8Array(chunk), start);
    }
    return bytes.buffer;
  };
}

function upToDate(now: number): Pick<Subscription, 'checked' | 'next' | 'failures' | 'problem' | 'offered'> {
  return { checked: now, next: now + DAY, failures: 0, problem: null, offered: null };
}

/** Fetches, checks and installs what a download has begun. */
async function finish(subscription: Subscription, download: Download, tools: UpdateTools): Promise<void> {
  const { address } = subscription;
  const { manifest, signer } = await headOf(download);
  // What is installed may be another version than when the download began.
  const before = await packWithId(manifest.pack);
  checkSuccession(before, { manifest, signer });
  if (!(await fetchAll(address, download, manifest, tools))) return;
  const parts = await checkParts(manifest, readerOf(address), await partIdsOf(manifest.pack));
  const now = await subscriptionTo(address);
  if (!now) return;
  const { etag, modified } = download;
  const installed = { ...now, pack: manifest.pack, etag, modified, ...upToDate(tools.now()) };
  await installPack({ manifest, signer, parts }, installed);
  tools.installed();
}

async function update(subscription: Subscription, tools: UpdateTools): Promise<void> {
  const { address } = subscription;
  if (subscription.download) return finish(subscription, subscription.download, tools);
  const asked = await askForHead(subscription, tools);
  if ('known' in asked) {
    const { known, etag, modified } = asked;
    await changeSubscription(address, { pack: known, etag, modified, ...upToDate(tools.now()) });
    return;
  }
  const begun = await changeSubscription(address, { download: asked, next: tools.now() });
  tools.changed();
  if (begun) await finish(begun, asked, tools);
}

function problemOf(error: unknown): UpdateProblem {
  if (error instanceof NetworkError || error instanceof PackError) return error.problem;
  return error instanceof LibraryError ? 'storage' : 'failed';
}

/** A download goes on after a failure of the network; one that is not what was promised begins anew, with a new head. */
function isLost(error: unknown): boolean {
  return error instanceof PackError || (error instanceof NetworkError && error.problem === 'missing');
}

async function noteFailure({ address }: Subscription, error: unknown, now: number): Promise<void> {
  console.error(error);
  if (isLost(error)) await dropDownload(address);
  const failures = ((await subscriptionTo(address))?.failures ?? 0) + 1;
  await changeSubscription(address, { problem: problemOf(error), failures, next: now + waitAfter(failures) });
}

/**
 * Brings the pack of a subscription up to date, or installs it. What goes wrong is noted in the subscription and rejects nothing; the version
 * before stays then. Of two contexts that ask at once one does it, then the other.
 */
export function updatePack(address: string, tools: UpdateTools): Promise<void> {
  return exclusive(`pack ${address}`, async () => {
    const subscription = await subscriptionTo(address);
    if (!subscription) return;
    try {
      await update(subscription, tools);
    } catch (error) {
      await noteFailure(subscription, error, tools.now());
    }
    tools.changed();
  });
}

/** When a subscription is due. No wait is longer than a day: one that is tells that the clock was set back, and is over. */
function dueAt({ next }: Subscription, now: number): number {
  return next > now + DAY ? now : next;
}

const isLookedAfter = ({ daily, download }: Subscription): boolean => daily || download !== null;

/** Whether a subscription is to be looked after now, without being asked: it is daily, or its download was stopped. */
export function isDue(subscription: Subscription, now: number): boolean {
  return isLookedAfter(subscription) && dueAt(subscription, now) <= now;
}

/** When the next subscription is due, in ms since 1970; null where none ever is. */
export function nextDue(subscriptions: readonly Subscription[], now: number): number | null {
  const times = subscriptions.filter(isLookedAfter).map((each) => dueAt(each, now));
  return times.length === 0 ? null : Math.min(...times);
}
