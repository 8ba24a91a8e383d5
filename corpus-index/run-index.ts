import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SHIPPED_INDEX } from '../src/corpus/essay-ref.ts';
import { IndexError } from '../src/corpus/format.ts';
import type { Index } from '../src/corpus/loaded-index.ts';
import { readIndex } from '../src/corpus/read-index.ts';
import { PackError } from '../src/packs/pack-error.ts';
import { readPack } from '../src/packs/pack-file.ts';
import { isPack } from '../src/packs/pack-head.ts';
import { fingerprintOf } from '../src/packs/signature.ts';
import { build } from './build-command.ts';
import { inspection } from './inspection.ts';
import { keygen, sign } from './key-commands.ts';
import { merge } from './merge-command.ts';
import { pack } from './pack-command.ts';
import { blobOf, bufferOf } from './pack-files.ts';
import { publish } from './publish-command.ts';
import type { Surroundings } from './surroundings.ts';
import { train } from './train-command.ts';
import { USAGE } from './usage.ts';

function open(file: string): Index {
  return readIndex(bufferOf(file), SHIPPED_INDEX);
}

function summaryOf({ essayCount, letterCount, byteLength }: Index): string {
  return `${essayCount} essays, ${letterCount} letters, ${byteLength} bytes`;
}

function onlyFile(args: readonly string[], cwd: string): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(`give one FILE, not ${positionals.length}\n${USAGE}`);
  return resolve(cwd, file);
}

async function packSummary(file: string): Promise<string> {
  const { manifest, signer } = await readPack(blobOf(file));
  const { name, version, essays } = manifest;
  const signed = signer === null ? 'not signed' : `signed, fingerprint ${await fingerprintOf(signer)}`;
  return `the pack ${name}, version ${version}, ${essays} essays, ${signed}`;
}

async function verify(args: readonly string[], { cwd, out, err }: Surroundings): Promise<number> {
  const file = onlyFile(args, cwd);
  const bytes = new Uint8Array(bufferOf(file));
  try {
    out(`${file}: whole, ${isPack(bytes) ? await packSummary(file) : summaryOf(open(file))}`);
    return 0;
  } catch (error) {
    if (!(error instanceof IndexError || error instanceof PackError)) throw error;
    err(`deja-lu: ${file}: ${error.message}`);
    return 1;
  }
}

function inspect(args: readonly string[], { cwd, out }: Surroundings): number {
  out(inspection(open(onlyFile(args, cwd))));
  return 0;
}

function help(_args: readonly string[], { out }: Surroundings): number {
  out(USAGE);
  return 0;
}

type Command = (args: readonly string[], surroundings: Surroundings) => number | Promise<number>;

const COMMANDS = new Map<string | undefined, Command>([
  ['build', build],
  ['merge', merge],
  ['model', train],
  ['pack', pack],
  ['keygen', keygen],
  ['sign', sign],
  ['publish', publish],
  ['verify', verify],
  ['inspect', inspect],
  ['--help', help],
  ['-h', help],
]);

/**
 * The `index` command: `build`, `merge`, `model`, `pack`, `keygen`, `sign`, `publish`, `verify` or `inspect`. Results are written to `out`, errors and progress to
 * `err`. Resolves with the exit code: 0; 1 if `verify` rejects the file; 2 if the call or its input is faulty.
 */
export async function runIndex(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  try {
    const command = COMMANDS.get(name);
    if (!command) throw new Error(`no such command: ${name ?? 'none given'}\n${USAGE}`);
    return await command(rest, surroundings);
  } catch (error) {
    surroundings.err(`deja-lu: ${(error as Error).message}`);
    return 2;
  }
}
