import type { Random } from './random.ts';

/** Numbers at which lengths, counts and signs turn over. */
const EDGES = [
  0,
  1,
  2,
  3,
  0x7f,
  0x80,
  0xff,
  0x7fff,
  0x8000,
  0xffff,
  0x10000,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
];

/** A number that a format may take for a length or place: an edge, one near `near`, or any. */
export function hostileNumber(random: Random, near: number): number {
  if (random.once(3)) return random.word();
  if (random.once(2)) return Math.max(0, near + random.below(5) - 2);
  return random.pick(EDGES);
}

function setNumber(random: Random, view: DataView, at: number): void {
  const width = random.pick([1, 2, 4]);
  if (at + width > view.byteLength) return;
  const value = hostileNumber(random, width === 4 ? view.getUint32(at, true) : view.getUint8(at));
  if (width === 4) view.setUint32(at, value >>> 0, true);
  else if (width === 2) view.setUint16(at, value & 0xffff, true);
  else view.setUint8(at, value & 0xff);
}

/** Changes one byte or number in `[from, to)`. */
export function changeIn(random: Random, bytes: Uint8Array, from = 0, to = bytes.length): void {
  if (to <= from) return;
  const at = from + random.below(to - from);
  if (random.once(2)) bytes[at]! ^= 1 << random.below(8);
  else setNumber(random, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
}

function withoutStretch(random: Random, bytes: Uint8Array): Uint8Array {
  const from = random.below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + random.small(bytes.length));
  return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
}

function withStretchTwice(random: Random, bytes: Uint8Array): Uint8Array {
  const from = random.below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + random.small(2_000));
  return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(from)]);
}

/** Bytes changed at some places, cut, or with a stretch left out or repeated. The given ones stay as they are. */
export function mutated(random: Random, bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  for (let i = random.small(12); i >= 0; i--) changeIn(random, changed);
  if (random.once(8)) return changed.subarray(0, random.below(changed.length));
  if (random.once(8)) return withoutStretch(random, changed);
  return random.once(8) ? withStretchTwice(random, changed) : changed;
}

/** A text with stretches left out, repeated or replaced by pieces of `words`. */
export function mutatedText(random: Random, text: string, words: readonly string[]): string {
  let changed = text;
  for (let i = random.small(6); i >= 0; i--) {
    const from = random.below(changed.length);
    const to = Math.min(changed.length, from + random.small(60));
    const piece = random.pick([
      '',
      changed.slice(from, to).repeat(random.small(20)),
      ...random.many(3, () => random.pick(words)),
    ]);
    changed = changed.slice(0, from) + piece + changed.slice(to);
  }
  return changed;
}

/** Values that no schema of ours accepts everywhere. */
const HOSTILE: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e300, -1e300, 2 ** 53, Number.MAX_SAFE_INTEGER, 8.64e15, 8.65e15],
  ...[
    '',
    ' ',
    '__proto__',
    'constructor',
    'a'.repeat(70_000),
    '\ud800',
    '\u0000',
    '<img src=x onerror=alert(1)>',
    '=1+1',
  ],
  ...[[], {}, [[]], { length: 1e9 }, { __proto__: null }, ['a', 'b']],
];

function hostileValue(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && random.once(2)) return random.once(2) ? [...value, ...value] : value.toReversed();
  if (typeof value === 'number' && random.once(2)) return hostileNumber(random, value);
  if (typeof value === 'string' && random.once(2)) return value.repeat(random.small(40));
  return structuredClone(random.pick(HOSTILE));
}

/** Plain JSON with one value somewhere in it replaced, dropped or added. */
export function mutatedJson(random: Random, value: unknown, depth = 0): unknown {
  const isInner = typeof value === 'object' && value !== null;
  if (!isInner || (depth > 0 && random.once(4))) return hostileValue(random, value);
  if (Array.isArray(value)) {
    const at = random.below(value.length);
    return value.length === 0 ? [hostileValue(random, 0)] : value.with(at, mutatedJson(random, value[at], depth + 1));
  }
  const entries = Object.entries(value);
  if (random.once(10))
    return Object.fromEntries([
      ...entries,
      [random.pick(['', '__proto__', 'length', 'toJSON', 'x']), random.pick(HOSTILE)],
    ]);
  if (entries.length === 0) return random.pick(HOSTILE);
  const at = random.below(entries.length);
  if (random.once(10)) return Object.fromEntries(entries.toSpliced(at, 1));
  const [key, inner] = entries[at]!;
  return Object.fromEntries(entries.with(at, [key, mutatedJson(random, inner, depth + 1)]));
}
