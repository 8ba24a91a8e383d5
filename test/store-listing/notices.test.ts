import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeNotices } from '../../store/notices/notices.ts';
import { PARTS, TEXTS } from '../../store/notices/parts.ts';
import { packageFolder } from '../../store/notices/shipped-packages.ts';

let modules: string;
beforeAll(() => {
  modules = join(mkdtempSync(join(tmpdir(), 'deja-lu-notices-')), 'node_modules');
});
afterAll(() => rmSync(join(modules, '..'), { recursive: true }));

/** Makes a package, and gives its folder. */
function packageOf(name: string, license: string | undefined, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  const made = { 'package.json': JSON.stringify({ name, version: '1.2.3', license }), ...files };
  for (const [file, text] of Object.entries(made)) writeFileSync(join(folder, file), text);
  return folder;
}

const noticesOf = (...folders: string[]) => writeNotices({ folders, parts: [], texts: {} });

test('each package stands with its version, licence and text, sorted, with the notice that its licence asks to pass on', () => {
  const b = packageOf('b', 'MIT', { 'LICENSE.md': 'words of b\r\nand more', 'README.md': 'not this' });
  const a = packageOf('@scope/a', 'Apache-2.0', { LICENCE: 'words of a', NOTICE: 'thanks' });
  const written = noticesOf(b, a);
  expect(written).toMatch(
    /@scope\/a 1\.2\.3\nLicence: Apache-2\.0\n=+\n\nwords of a\n\nthanks\n[\s\S]*\nb 1\.2\.3\nLicence: MIT\n=+\n\nwords of b\nand more\n$/u,
  );
  expect(written).not.toContain('not this');
});

describe('a build ends with an error', () => {
  test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', undefined])('where a licence is %s', (licence) => {
    const folder = packageOf('strange', licence, { LICENSE: 'words' });
    expect(() => noticesOf(folder)).toThrow(`strange 1.2.3 is under "${licence}", which is none of 0BSD`);
  });

  test('where a package comes without a text', () => {
    expect(() => noticesOf(packageOf('mute', 'MIT'))).toThrow("mute comes without its licence's text");
  });

  test('where a text is empty', () => {
    expect(() => noticesOf(packageOf('empty', 'MIT', { LICENSE: ' \n' }))).toThrow(
      "empty comes without its licence's text",
    );
  });

  const part = { name: 'words', licence: 'MIT', inside: 'carrier', text: resolve('LICENSE') };

  test('where a part belongs to a package that is not shipped', () => {
    const shipped = { folders: [packageOf('other', 'MIT', { LICENSE: 'words' })], texts: {} };
    expect(() => writeNotices({ ...shipped, parts: [part] })).toThrow(
      'carrier is not shipped any more: remove "words"',
    );
  });

  test('where the text of a part has gone', () => {
    const shipped = { folders: [packageOf('carrier', 'MIT', { LICENSE: 'words' })], texts: {} };
    const gone = { ...part, text: join(modules, 'gone.txt') };
    expect(() => writeNotices({ ...shipped, parts: [gone] })).toThrow('The licence of words should stand in');
  });
});

test.each([
  ['/a b/node_modules/preact/src/index.js', '/a b/node_modules/preact'],
  ['/a/node_modules/@preact/signals/dist/signals.mjs?inline', '/a/node_modules/@preact/signals'],
  ['/a/node_modules/one/node_modules/two/index.js', '/a/node_modules/one/node_modules/two'],
  ['\0/a/node_modules/idb/index.js?commonjs-proxy', '/a/node_modules/idb'],
  ['C:\\a\\node_modules\\idb\\index.js', 'C:/a/node_modules/idb'],
  ['\0vite/preload-helper.js', resolve('node_modules/vite')],
  ['\0rolldown/runtime.js', resolve('node_modules/rolldown')],
  ['/a/src/ui/popup.tsx', null],
  ['virtual:wxt-background', null],
])('%j is of the package in %j', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});

test('every text that is named is there', () => {
  const named = [...PARTS.map(({ text }) => text), ...Object.values(TEXTS)];
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
