import { OTHER_SENTENCES, OWN_ESSAYS } from '../own-essays.ts';
import type { Random } from './random.ts';

const ESSAYS = Object.values(OWN_ESSAYS);

/** Signs that end or join sentences, are dropped, or lie at the borders of what counts as a letter. */
const SIGNS = [
  '。',
  '！',
  '\n',
  '，',
  '*',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\uffff',
  '𠀀',
  '\ud840',
  '\udc00',
  '々',
  '〇',
  '２',
  '2020',
];

/** Any UTF-16 units, halves of surrogate pairs among them. */
export function anyUnits(random: Random, most: number): string {
  return String.fromCharCode(...random.many(random.small(most), () => random.below(0x10000)));
}

function slice(random: Random, text: string, most: number): string {
  const from = random.below(text.length);
  return text.slice(from, from + 1 + random.below(most));
}

/** A stretch of an essay, repeated: what costs an aligner most. */
function repeats(random: Random, most: number): string {
  const period = random.once(3)
    ? random.pick(SIGNS) + slice(random, random.pick(ESSAYS), 3)
    : slice(random, random.pick(ESSAYS), 60);
  return period.repeat(1 + random.below(most / period.length));
}

function everyOther(random: Random): string {
  const essay = slice(random, random.pick(ESSAYS), 300);
  const sign = random.once(2) ? random.pick(SIGNS) : '好';
  return [...essay].join(sign);
}

/**
 * A text to match: stretches of our own essays as they are, repeated, in pieces and run together, other sentences, and noise.
 * @param most UTF-16 units of a stretch of repeats
 */
export function adversarialText(random: Random, most: number): string {
  const piece = (): string => {
    const kind = random.below(8);
    if (kind === 0) return repeats(random, most);
    if (kind === 1) return everyOther(random);
    if (kind === 2) return anyUnits(random, 60);
    if (kind === 3) return random.pick(OTHER_SENTENCES);
    if (kind === 4) return [...slice(random, random.pick(ESSAYS), 400)].reverse().join('');
    if (kind === 5) return random.pick(SIGNS).repeat(random.small(40));
    return slice(random, random.pick(ESSAYS), 500);
  };
  return random.many(1 + random.small(10), piece).join('');
}
