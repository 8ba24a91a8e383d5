import { readFileSync } from 'node:fs';
import { tagWords } from '../../corpus-index/tag-words.ts';
import type { LibraryEssay } from '../../src/library/records.ts';
import { buildSegment, mergeSegments } from '../../src/library/segments.ts';
import { idsIn, makePart, manifestOf, type PackFacts } from '../../src/packs/make-pack.ts';
import type { Manifest } from '../../src/packs/manifest.ts';
import { writePack } from '../../src/packs/pack-file.ts';
import { sha256Hex } from '../../src/packs/sha256.ts';
import { normalise } from '../../src/text/normalise.ts';
import { readWording } from '../../src/wording/wording-file.ts';

/*
 * Packs of our own texts, made as the extension makes them.
 */

const tools = { wording: readWording(readFileSync('corpus-index/built/wording.bin')), tagWords };

function essayOf(id: string, text: string): LibraryEssay {
  const facts = { title: `题${id}`, author: '某人', date: '2025-03-01', url: '', tags: [], note: '' };
  const counts = { letters: normalise(text).codes.length, characters: text.length };
  return { ...facts, ...counts, id, collection: 'c', added: 1, digest: id, segment: null, pending: 1 };
}

/** The bytes of an index of these texts, by their ids; without letter tables where it is `bare`. */
export function indexOfTexts(texts: Readonly<Record<string, string>>, bare = false): ArrayBuffer {
  const essays = Object.entries(texts).map(([id, text]) => ({ essay: essayOf(id, text), text }));
  const { bytes } = buildSegment(essays, tools);
  return bare ? mergeSegments([{ bytes, dead: [] }], true)!.bytes : bytes;
}

/** What a pack of the tests says of itself, unless a test says otherwise. */
export const FACTS: PackFacts = {
  pack: 'own',
  name: '自己的资料包',
  maker: '某校',
  version: 1,
  date: '2026-01-02',
  licence: 'CC0',
  homepage: 'https://packs.example/',
  madeFrom: '',
};

/** How a pack is made. Each of `parts` has texts by the ids of its essays. */
export interface OwnPack {
  readonly parts: readonly Readonly<Record<string, string>>[];
  readonly facts?: Partial<PackFacts>;
  readonly withdrawn?: readonly string[];
  readonly key?: JsonWebKey | null;
  readonly withTexts?: boolean;
  readonly bare?: boolean;
  /** Changes the manifest before it is written and signed. */
  readonly change?: (manifest: Manifest) => Manifest;
}

/** A pack's file. */
export async function packOf(own: OwnPack): Promise<Blob> {
  const { parts, facts = {}, withdrawn = [], key = null, bare = false } = own;
  const made = [];
  for (const texts of parts) {
    const index = indexOfTexts(texts, bare);
    const given = own.withTexts ? Object.fromEntries(idsIn(index).map((id) => [id, texts[id]!])) : null;
    made.push(await makePart(index, given));
  }
  const manifest = manifestOf(
    { ...FACTS, ...facts },
    made.map(({ part }) => part),
    withdrawn,
    !bare,
  );
  const pieces = new Map(made.flatMap((part) => [...part.pieces]));
  return writePack(own.change?.(manifest) ?? manifest, pieces, key);
}

/** An index that says that it was made with another letter table. */
export function foreignIndex(text: string): Uint8Array<ArrayBuffer> {
  const index = new Uint8Array(indexOfTexts({ a: text }));
  index[16]! ^= 1;
  return index;
}

/** A signed pack of such an index. What makes packs refuses it, so it is put together here. */
export async function foreignPack(text: string, key: JsonWebKey): Promise<Blob> {
  const index = foreignIndex(text);
  const sha256 = await sha256Hex(index);
  const part = { essays: 1, letters: 1, index: { sha256, bytes: index.length, chunks: [sha256] }, texts: null };
  return writePack(manifestOf({ ...FACTS, version: 9 }, [part], [], true), new Map([[sha256, index.buffer]]), key);
}
