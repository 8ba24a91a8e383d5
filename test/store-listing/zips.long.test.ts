import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const KINDS = ['chrome', 'firefox', 'sources'] as const;

const zipOf = (folder: string, kind: string): string =>
  join(folder, `.output/${project.name}-${project.version}-${kind}.zip`);

const entriesOf = (zip: string) => unzipSync(readFileSync(zip));

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function unpack(zip: string, folder: string): void {
  for (const [name, bytes] of Object.entries(entriesOf(zip))) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** The command that the README names for a build from the sources zip. */
function commandIn(readme: string): string {
  const command = /### Build it from the sources zip\n[\s\S]*?```sh\n(.*)\n```/u.exec(readme)?.[1];
  if (!command) throw new Error('README.md has no command under "Build it from the sources zip"');
  return command;
}

/** The environment of a user's shell: Vitest says `test` in NODE_ENV, and a build for tests names the files of its elements. */
const { NODE_ENV: _, ...shell } = process.env;

let rebuilt: string;
beforeAll(() => {
  execFileSync('npm', ['run', 'zip'], { env: shell, stdio: 'ignore' });
  rebuilt = join(mkdtempSync(join(tmpdir(), 'deja-lu-zips-')), 'another place');
  unpack(zipOf('.', 'sources'), rebuilt);
  const command = commandIn(readFileSync(join(rebuilt, 'README.md'), 'utf8'));
  // Another time zone and language, as they decide how times are written and names sorted. Packages may come from npm's cache.
  const env = { ...shell, TZ: 'Pacific/Chatham', LC_ALL: 'C', npm_config_prefer_offline: 'true' };
  execFileSync('sh', ['-c', command], { cwd: rebuilt, env, stdio: 'ignore' });
}, 900_000);
afterAll(() => rmSync(dirname(rebuilt), { recursive: true }));

describe.each(KINDS)('the zip for %s', (kind) => {
  test('is the same, byte for byte, when it is built from the sources zip in another place', () => {
    expect(hashOf(zipOf(rebuilt, kind))).toBe(hashOf(zipOf('.', kind)));
  });

  test('has our licence', () => {
    expect(textOf(entriesOf(zipOf('.', kind)).LICENSE)).toBe(readFileSync('LICENSE', 'utf8'));
  });
});

describe.each(['chrome', 'firefox'])('the extension for %s', (kind) => {
  test('names every package that it ships', () => {
    const notices = textOf(entriesOf(zipOf('.', kind))['third-party-notices.txt']);
    expect(Object.entries(project.dependencies).filter((each) => !notices.includes(`\n${each.join(' ')}\n`))).toEqual(
      [],
    );
  });

  test('tells no path of the machine on which it was built', () => {
    const places = [process.cwd(), tmpdir(), process.env.HOME].filter((place) => place && place.length > 1);
    const files = Object.entries(entriesOf(zipOf('.', kind)));
    // Latin-1 keeps each byte, also of files that are no text. jieba's wasm has the paths of the machine of its makers.
    const telling = files.filter(([name, bytes]) => {
      const text = Buffer.from(bytes).toString('latin1');
      return !name.endsWith('.wasm') && places.some((place) => text.includes(`${place}/`));
    });
    expect(telling.map(([name]) => name)).toEqual([]);
  });
});

test('the sources have the index and the model, and neither tests nor what was built', () => {
  const names = Object.keys(entriesOf(zipOf('.', 'sources')));
  expect(names).toEqual(expect.arrayContaining(['corpus-index/built/essays.bin', 'corpus-index/built/wording.bin']));
  expect(names.filter((name) => /^(?:test|node_modules|\.output|\.wxt|\.git)\//u.test(name))).toEqual([]);
});
