/**
 * Ranges of UTF-16 units whose script property in Unicode is Han (Unicode 17; a test compares with the running engine). The
 * supplementary planes are left out: their characters take two units and do not occur in essays.
 */
export const HAN_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x2e80, 0x2e99],
  [0x2e9b, 0x2ef3],
  [0x2f00, 0x2fd5],
  [0x3005, 0x3005],
  [0x3007, 0x3007],
  [0x3021, 0x3029],
  [0x3038, 0x303b],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfa6d],
  [0xfa70, 0xfad9],
];

/** Tests whether a string contains a Han character. Engines answer this for a Latin-1 string without reading its characters. */
export const HAN = /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;

/** Whether a UTF-16 unit is a Han character, which this project calls a letter. */
export function isHan(unit: number): boolean {
  if (unit < 0x2e80) return false;
  // Nearly all Chinese text is in this range.
  if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  return HAN_RANGES.some(([first, last]) => unit >= first && unit <= last);
}

/** The number of letters between two UTF-16 offsets of a text. It needs no table, so a content script can afford it. */
export function hanCount(text: string, start = 0, end = text.length): number {
  let count = 0;
  for (let i = start; i < end; i++) if (isHan(text.charCodeAt(i))) count++;
  return count;
}
