import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Width and height of a PNG file, from its first chunk: PNG specification, 11.2.1. */
function sizeOf(file: string): string {
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
}

// Chrome: 1280 × 800 for pictures, at most five, and 440 × 280 for the small tile. Edge takes both, and asks for a logo of 300 × 300. Firefox takes any.
describe.each(['zh_CN', 'zh_TW', 'en'])('the pictures for the stores in %s', (language) => {
  test('have the sizes that the stores ask for, one for each caption', () => {
    const { captions } = JSON.parse(readFileSync(`store/texts/${language}.json`, 'utf8'));
    const sizes = Object.keys(captions).map((name) => sizeOf(`store/pictures/store-${language}-${name}.png`));
    expect(sizes).toEqual(Array(4).fill('1280 × 800'));
    expect(sizeOf(`store/pictures/store-${language}-poster.png`)).toBe('440 × 280');
  });
});

test('the logo for Edge has the size that it asks for', () => {
  expect(sizeOf('store/pictures/store-logo.png')).toBe('300 × 300');
});
