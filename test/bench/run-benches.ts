import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// usage: npm run bench [-- WORD… --FLAG…]   runs every test/bench/*.bench.ts, or those whose names hold one of the words, one after
// the other, each in a process of its own, which gets the flags. Exit code 1 when one of them misses its aims.
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));

function chosen(words: readonly string[]): string[] {
  const benches = readdirSync(FOLDER).filter((name) => name.endsWith('.bench.ts'));
  return benches.filter((name) => words.length === 0 || words.some((word) => name.includes(word))).sort();
}

function run(name: string): boolean {
  console.log(`\n── ${name}`);
  return spawnSync(process.execPath, ['--expose-gc', `${FOLDER}${name}`, ...flags], { stdio: 'inherit' }).status === 0;
}

const benches = chosen(process.argv.slice(2).filter((word) => !flags.includes(word)));
if (benches.length === 0) throw new Error(`no bench is called so: ${process.argv.slice(2).join(' ')}`);
const missed = benches.filter((name) => !run(name));
if (missed.length > 0) console.error(`\naims missed in ${missed.join(', ')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
