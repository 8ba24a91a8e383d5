import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum, fingerprints, letterByte, mix, ROLL_BASE, rollOut } from '../../src/fingerprint/hash.ts';
import { LETTER_TABLE, SHINGLE } from '../../src/fingerprint/recipe.ts';
import { FOLD } from '../../src/text/normalise.ts';

const codes = fc.array(fc.integer({ min: 0x4e00, max: 0x9fff }), { maxLength: 60 }).map((all) => Uint16Array.from(all));

/** The polynomial, letter by letter, with no window that rolls. */
function direct(shingle: Uint16Array): number {
  let hash = 0;
  for (const code of shingle) hash = (Math.imul(hash, ROLL_BASE) + code) | 0;
  return mix(hash);
}

describe('fingerprints', () => {
  test('the rolling hash equals the hash of each shingle by itself', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 1, max: 12 }), (letters, shingle) => {
        const expected = Array.from({ length: Math.max(0, letters.length - shingle + 1) }, (_, i) =>
          direct(letters.subarray(i, i + shingle)),
        );
        expect([...fingerprints(letters, shingle)]).toEqual(expected);
      }),
    );
  });

  test('letters before and after a shingle do not affect its hash', () => {
    fc.assert(
      fc.property(codes, codes, codes, (before, shared, after) => {
        fc.pre(shared.length >= SHINGLE);
        const around = Uint16Array.from([...before, ...shared, ...after]);
        const inside = fingerprints(around, SHINGLE).subarray(
          before.length,
          before.length + shared.length - SHINGLE + 1,
        );
        expect([...inside]).toEqual([...fingerprints(shared, SHINGLE)]);
      }),
    );
  });

  test('the factor of the letter that leaves the window is the base to the power of the shingle’s length', () => {
    expect([0, 1, 2].map(rollOut)).toEqual([1, ROLL_BASE, Math.imul(ROLL_BASE, ROLL_BASE)]);
  });

  test('mixing is injective', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        fc.pre(a !== b);
        expect(mix(a)).not.toBe(mix(b));
      }),
    );
  });
});

describe('letter bytes', () => {
  test('two letters that differ share a byte about once in 256 times', () => {
    const counts = new Uint32Array(256);
    for (let code = 0x4e00; code <= 0x9fff; code++) counts[letterByte(code)]!++;
    const mean = (0x9fff - 0x4e00 + 1) / 256;
    expect(Math.max(...counts)).toBeLessThan(1.5 * mean);
    expect(Math.min(...counts)).toBeGreaterThan(0.5 * mean);
  });
});

describe('checksum', () => {
  test('changes with every bit', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 7);
    const seen = new Set([checksum(bytes)]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      seen.add(checksum(bytes));
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(seen.size).toBe(1 + bytes.length * 8);
  });

  test('the recipe names the letter table of this code', () => {
    expect(LETTER_TABLE).toBe(checksum(new Uint8Array(FOLD.buffer)));
  });
});
