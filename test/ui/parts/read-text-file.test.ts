import { expect, test } from 'vitest';
import { readTextFile } from '../../../src/ui/parts/read-text-file.ts';

test.each([
  ['UTF-8', [0xe6, 0xb2, 0xb3, 0xe8, 0xbe, 0xb9]],
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0xe6, 0xb2, 0xb3, 0xe8, 0xbe, 0xb9]],
  ['UTF-16, little end first', [0xff, 0xfe, 0xb3, 0x6c, 0xb9, 0x8f]],
  ['UTF-16, big end first', [0xfe, 0xff, 0x6c, 0xb3, 0x8f, 0xb9]],
  ['GB 18030', [0xba, 0xd3, 0xb1, 0xdf]],
])('a text file in %s is read', async (_, bytes) => {
  expect(await readTextFile(new Blob([new Uint8Array(bytes)]))).toBe('河边');
});

test('an empty file has an empty text', async () => {
  expect(await readTextFile(new Blob([]))).toBe('');
});
