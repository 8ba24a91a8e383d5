import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWording } from '../../corpus-index/read-documents.ts';
import { trainWording } from '../../corpus-index/train-wording.ts';
import { normalise } from '../../src/text/normalise.ts';
import { surprisals } from '../../src/wording/surprisals.ts';
import { readWording, WordingError } from '../../src/wording/wording-file.ts';
import { OTHER_SENTENCES, OWN_ESSAYS } from '../own-essays.ts';

const PHRASE = '每天清晨浇一小杯水';
const TEXTS = [...Object.values(OWN_ESSAYS), ...Array.from({ length: 30 }, () => `${PHRASE}。`), ...OTHER_SENTENCES];
const bytes = trainWording(TEXTS);
const bitsOf = (text: string, model = readWording(bytes)) => surprisals(model, normalise(text).codes);
const meanOf = (bits: Uint8Array) => bits.reduce((sum, one) => sum + one, 0) / bits.length;

describe('surprisals', () => {
  test('are one for each letter, 0 to 15 bits, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...PHRASE, '鬱', '龘', '，', 'a') }), (text) => {
        const bits = bitsOf(text);
        expect(bits).toHaveLength(normalise(text).codes.length);
        for (const one of bits) expect(one).toBeLessThanOrEqual(15);
      }),
    );
  });

  test('of a phrase that the training texts repeat are close to 0 after its first letters', () => {
    expect(meanOf(bitsOf(PHRASE).slice(1))).toBeLessThan(1);
    expect(meanOf(bitsOf([...PHRASE].reverse().join('')))).toBeGreaterThan(5);
  });

  test('are higher for a letter that is not known to follow a known phrase than for the same letter alone', () => {
    expect(bitsOf('每天清晨水').at(-1)).toBeGreaterThan(bitsOf('水')[0]!);
  });

  test('do not depend on the text that follows', () => {
    const text = OWN_ESSAYS['2_garden.txt'];
    const all = bitsOf(text);
    expect([...bitsOf(text.slice(0, 60))]).toEqual([...all.slice(0, normalise(text.slice(0, 60)).codes.length)]);
  });
});

describe('the shipped model', () => {
  const shipped = openWording();

  test('gives low surprisals to set phrases, and higher ones to essays', () => {
    expect(meanOf(bitsOf('为人民服务', shipped).slice(2))).toBeLessThan(2);
    expect(meanOf(bitsOf(OWN_ESSAYS['1_checkpoint.txt'], shipped))).toBeGreaterThan(5);
  });

  test('takes at most 4 MB', () => {
    expect(shipped.cells.length).toBeLessThan(4_000_000);
  });
});

describe('the file of a model', () => {
  test('is the same for the same texts', () => {
    expect(trainWording(TEXTS)).toEqual(bytes);
  });

  test('is refused with a reason if any byte was changed or it was cut short', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at]! ^= change;
        expect(() => readWording(damaged)).toThrow(WordingError);
        expect(() => readWording(bytes.subarray(0, at))).toThrow(/wording model/);
      }),
    );
  });
});
