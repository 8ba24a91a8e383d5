import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFuseMap, type FuseCells, fingerprintOf, placesOf } from '../../src/wording/fuse-map.ts';
import { mix32 } from '../../src/wording/gram-hash.ts';

const BITS = { fingerprint: 8, value: 6 };

/** What the map says of a key: the value, or −1 where the fingerprint differs. */
function look({ shape, cells }: FuseCells, high: number, low: number): number {
  const places = placesOfKey(shape, high, low);
  const content = cells[places[0]!]! ^ cells[places[1]!]! ^ cells[places[2]!]!;
  return content >>> BITS.value === fingerprintOf(high, low, BITS.fingerprint) ? content & 63 : -1;
}

function placesOfKey(shape: FuseCells['shape'], high: number, low: number): Uint32Array {
  const places = new Uint32Array(3);
  placesOf(shape, high, low, places);
  return places;
}

const key = fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }));
const entries = fc.uniqueArray(fc.tuple(key, fc.integer({ min: 0, max: 63 })), {
  selector: ([[high, low]]) => `${high} ${low}`,
  maxLength: 300,
});

function mapOf(all: readonly (readonly [readonly [number, number], number])[]): FuseCells {
  return buildFuseMap(
    Uint32Array.from(all, ([[high]]) => high),
    Uint32Array.from(all, ([[, low]]) => low),
    Uint8Array.from(all, ([, value]) => value),
    BITS,
  );
}

describe('a fuse map', () => {
  test('returns the value of each key, for any number of keys', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const map = mapOf(all);
        for (const [[high, low], value] of all) expect(look(map, high, low)).toBe(value);
      }),
    );
  });

  test('takes an unknown key for a known one about once in 2^fingerprint bits, and has 1.13 cells for each key', () => {
    const count = 100_000;
    const map = mapOf(Array.from({ length: count }, (_, i) => [[mix32(i), mix32(i + 7)], i % 64] as const));
    let passed = 0;
    for (let i = 0; i < count; i++) if (look(map, mix32(i + count), mix32(i)) >= 0) passed++;
    expect((passed / count) * 256).toBeGreaterThan(0.8);
    expect((passed / count) * 256).toBeLessThan(1.2);
    expect(map.cells.length / count).toBeLessThan(1.2);
  });

  test('refuses keys of which one is given twice', () => {
    expect(() =>
      mapOf([
        [[1, 2], 3],
        [[1, 2], 4],
      ]),
    ).toThrow(/2 keys cannot be placed/);
  });
});
