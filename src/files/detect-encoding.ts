import { analyse } from 'chardet';

/** Bytes that are examined: enough for the statistics, and fast. */
const SAMPLE_BYTES = 2 ** 16;

/** Confidence that the detector gives, of 100, when it has seen too few letters to tell: below some ten letters. */
const NO_CONFIDENCE = 10;

/** Encodings of Chinese that are detected by statistics. The detector names other encodings too, which are ignored. */
const CHINESE: ReadonlyMap<string, string> = new Map([
  ['GB18030', 'gb18030'],
  ['Big5', 'big5'],
]);

/** Number of bytes below which UTF-16 is not detected: four letters. */
const LEAST_UTF16 = 8;

/** Share of 16-bit units that must be Chinese, ASCII or punctuation for bytes to be UTF-16. Random bytes reach 0.4. */
const UTF16_SHARE = 0.9;

/** Greatest share in the other byte order if no sign decides. Pairs of ASCII letters look like Han in both orders. */
const UTF16_OTHER_ORDER = 0.7;

/** Whether a UTF-16 unit is one that texts in Chinese are made of. */
function isUsual(unit: number): boolean {
  if (unit === 9 || unit === 10 || unit === 13 || (unit >= 0x20 && unit < 0x7f)) return true;
  if ((unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x3000 && unit <= 0x303f)) return true;
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xff00 && unit <= 0xff65);
}

/** The signs that nearly every text of some length has: spaces, line ends, comma, full stop, 的. */
const TELLING = new Set([0x20, 0x0a, 0x3002, 0xff0c, 0x7684, 0x3001]);

function utf16Share(view: DataView, littleEndian: boolean): { usual: number; telling: number } {
  let usual = 0;
  let telling = 0;
  const units = view.byteLength >> 1;
  for (let i = 0; i < units; i++) {
    const unit = view.getUint16(2 * i, littleEndian);
    if (isUsual(unit)) usual++;
    if (TELLING.has(unit)) telling++;
  }
  return { usual: usual / units, telling: telling / units };
}

/** Whether bytes are UTF-16 without a byte order mark, and in which order. `null` where they are not. */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < LEAST_UTF16) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SAMPLE_BYTES));
  const [little, big] = [utf16Share(view, true), utf16Share(view, false)];
  const [best, other] = little.usual + little.telling >= big.usual + big.telling ? [little, big] : [big, little];
  if (best.usual < UTF16_SHARE || (best.telling === 0 && other.usual > UTF16_OTHER_ORDER)) return null;
  return best === little ? 'utf-16le' : 'utf-16be';
}

/** The encoding of Chinese text that is neither UTF-8 nor UTF-16, by its letters; `null` where they do not tell. */
export function detectChinese(bytes: Uint8Array): 'gb18030' | 'big5' | null {
  const first = Math.max(
    0,
    bytes.findIndex((byte) => byte >= 0x80),
  );
  const sample = bytes.subarray(first, first + SAMPLE_BYTES);
  const found = analyse(sample).find(({ name, confidence }) => confidence > NO_CONFIDENCE && CHINESE.has(name));
  return (found ? CHINESE.get(found.name) : null) as 'gb18030' | 'big5' | null;
}
