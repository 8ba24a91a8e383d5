import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePart } from '../../src/packs/make-pack.ts';
import { type Manifest, manifestBytes, readManifest } from '../../src/packs/manifest.ts';
import { PackError } from '../../src/packs/pack-error.ts';
import { readPack } from '../../src/packs/pack-file.ts';
import { hexOf } from '../../src/packs/sha256.ts';
import { fingerprintOf, makeKey, publicKeyOf } from '../../src/packs/signature.ts';
import { checkSuccession } from '../../src/packs/succession.ts';
import { OWN_ESSAYS } from '../own-essays.ts';
import { foreignIndex, foreignPack, packOf } from './own-packs.ts';

const [first, second, third] = Object.values(OWN_ESSAYS);

let key: JsonWebKey;
let small: Blob;
beforeAll(async () => {
  key = await makeKey();
  small = await packOf({ parts: [{ a: first!.slice(0, 120) }], key });
});

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** The problem for which a pack is refused; '' where it is accepted. */
async function problemOf(file: Blob): Promise<string> {
  try {
    await readPack(file);
    return '';
  } catch (error) {
    if (error instanceof PackError) return error.problem;
    throw error;
  }
}

describe('a pack', () => {
  it('is read back with its manifest, signer, parts and texts', async () => {
    const parts = [{ a: first!, b: second! }, { c: third! }];
    const { manifest, signer, parts: read } = await readPack(await packOf({ parts, key, withTexts: true }));
    expect(manifest).toMatchObject({ name: '自己的资料包', version: 1, essays: 3, letterTables: true });
    expect(signer).toBe(hexOf(publicKeyOf(key)));
    expect(read.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
    expect(read[1]!.texts).toEqual({ c: third! });
    expect(await fingerprintOf(signer!)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/u);
  });

  it('is byte for byte the same when it is made again', async () => {
    expect(await bytesOf(await packOf({ parts: [{ a: first!.slice(0, 120) }], key }))).toEqual(await bytesOf(small));
  });

  it('with any one byte changed is refused', async () => {
    const bytes = await bytesOf(small);
    const accepted: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1 << (at % 8);
      if ((await problemOf(new Blob([changed]))) === '') accepted.push(at);
    }
    expect(accepted).toEqual([]);
    expect(await problemOf(small)).toBe('');
  });

  it('with any bytes in the place of some is refused with a reason', async () => {
    const bytes = await bytesOf(small);
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      by: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const changed = bytes.slice();
        changed.set(by.subarray(0, bytes.length - at), at);
        const isSame = changed.every((byte, i) => byte === bytes[i]);
        expect((await problemOf(new Blob([changed]))) === '').toBe(isSame);
      }),
      { numRuns: 200 },
    );
  });

  it('that is not signed is refused too where a byte was changed', async () => {
    const bytes = await bytesOf(await packOf({ parts: [{ a: first!.slice(0, 120) }] }));
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = bytes.slice();
      changed[at]! ^= 0x10;
      expect(await problemOf(new Blob([changed])), `byte ${at}`).not.toBe('');
    }
  });

  it.each([
    ['cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1), 'wrong-size'],
    ['longer than it says', (bytes: Uint8Array<ArrayBuffer>) => Uint8Array.of(...bytes, 0), 'wrong-size'],
    ['without its signature', (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(0, 48, 112), 'broken-signature'],
    ['cut in its manifest', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 200), 'wrong-size'],
    ['no pack', () => new TextEncoder().encode('<html>'.repeat(40)), 'no-pack'],
    ['empty', () => new Uint8Array(0), 'no-pack'],
  ])('%s is refused', async (_what, change, problem) => {
    expect(await problemOf(new Blob([change(await bytesOf(small))]))).toBe(problem);
  });

  const one = (manifest: Manifest, facts: Partial<Manifest['parts'][number]>): Manifest => ({
    ...manifest,
    parts: [{ ...manifest.parts[0]!, ...facts }],
  });

  it.each([
    ['fewer letters than its index', (manifest: Manifest) => one(manifest, { letters: 1 }), 'damaged'],
    ['letter tables where it has none', (manifest: Manifest) => ({ ...manifest, letterTables: false }), 'damaged'],
    [
      'a withdrawn essay that it does not have',
      (manifest: Manifest) => ({ ...manifest, essays: 0, withdrawn: ['x'] }),
      'damaged',
    ],
  ])('that says %s is refused, though it is signed', async (_what, change, problem) => {
    expect(await problemOf(await packOf({ parts: [{ a: first! }], key, change }))).toBe(problem);
  });

  it('of an index of another letter table is refused as foreign', async () => {
    expect(await problemOf(await foreignPack(first!, key))).toBe('foreign');
    // What makes packs refuses such an index as well.
    await expect(makePart(foreignIndex(first!).buffer, null)).rejects.toThrow('not a readable index');
  });
});

describe('a manifest', () => {
  it('has one form in bytes: any other writing of it is refused', async () => {
    const { manifest } = await readPack(small);
    expect(readManifest(manifestBytes(manifest))).toEqual(manifest);
    const spaced = new TextEncoder().encode(JSON.stringify(manifest, null, 1));
    expect(() => readManifest(spaced)).toThrow('canonical');
    const more = new TextEncoder().encode(JSON.stringify({ ...manifest, more: 1 }));
    expect(() => readManifest(more)).toThrow('not valid');
  });

  it.each([
    ['homepage', 'javascript:alert(1)'],
    ['pack', '../up'],
    ['version', 0],
    ['date', 'yesterday'],
    ['name', ''],
  ])('with the %s %s is refused', async (field, value) => {
    const { manifest } = await readPack(small);
    expect(() => readManifest(new TextEncoder().encode(JSON.stringify({ ...manifest, [field]: value })))).toThrow(
      field,
    );
  });
});

describe('a pack that is to take the place of another', () => {
  const succession = async (facts: { version?: number; pack?: string; name?: string }, signed: JsonWebKey | null) => {
    const { manifest, signer } = await readPack(await packOf({ parts: [{ a: first! }], key, facts: { version: 5 } }));
    const next = await readPack(await packOf({ parts: [{ a: first! }], key: signed, facts }));
    try {
      checkSuccession({ id: manifest.pack, manifest, signer }, next);
      return '';
    } catch (error) {
      return (error as PackError).problem;
    }
  };

  it('must be newer, the same pack, and of the same key', async () => {
    expect(await succession({ version: 6 }, key)).toBe('');
    expect(await succession({ version: 4 }, key)).toBe('downgraded');
    expect(await succession({ version: 5 }, key)).toBe('known');
    expect(await succession({ version: 5, name: '别的' }, key)).toBe('same-version');
    expect(await succession({ version: 6, pack: 'other' }, key)).toBe('other-pack');
    expect(await succession({ version: 6 }, await makeKey())).toBe('key-changed');
    expect(await succession({ version: 6 }, null)).toBe('key-changed');
  });
});
