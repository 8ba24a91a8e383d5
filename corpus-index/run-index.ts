import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SHIPPED_INDEX } from '../src/corpus/essay-ref.ts';
import { IndexError } from '../src/corpus/format.ts';
import type { Index } from '../src/corpus/loaded-index.ts';
import { readIndex } from '../src/corpus/read-index.ts';
import { buildFile } from './build-command.ts';
import { inspection } from './inspection.ts';
import { lineHash } from './line-hash.ts';
import { openWording, sourcesFor } from './read-documents.ts';
import type { Surroundings } from './surroundings.ts';
import { tagWords } from './tag-words.ts';
import { train } from './train-command.ts';

/** How the command is called; shown with --help and when it is called otherwise. */
export const USAGE = `usage: npm run index -- build --corpus DIR|FILE [--sources FILE] [--wording FILE] --out FILE
       npm run index -- model [--texts DIR]... [--out FILE]
       npm run index -- verify FILE
       npm run index -- inspect FILE

build    an index of the .txt documents in a folder, or of the lines of a .jsonl or .jsonl.gz file:
         {id, title?, author?, date?, url?, text}, an essay each. How a .txt document is cut
         stands in --sources, else in the folder's own sources.json, else in the shipped one; a document without an entry is one essay. Wording that is
         common by the model of --wording counts little; the shipped model is the default.
model    the model of common wording, learnt from folders of texts (.txt, .jsonl, .jsonl.gz with a "text" a line);
         without options the shipped one, from ../shared/background and ../shared/general
verify   whether a file is a whole index of this version
inspect  what an index holds
exit code: 0, 1 when verify refuses the file, 2 when the call or its input is at fault`;

function needed(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new Error(`${option} is missing\n${USAGE}`);
}

function build(args: readonly string[], { cwd, out, err }: Surroundings): number {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { corpus: text, sources: text, wording: text, out: text },
  });
  const corpus = resolve(cwd, needed(values.corpus, '--corpus'));
  const file = resolve(cwd, needed(values.out, '--out'));
  const sources = sourcesFor(corpus, values.sources && resolve(cwd, values.sources));
  const wording = openWording(values.wording && resolve(cwd, values.wording));
  buildFile(corpus, file, { sources, wording, tagWords, lineHash }, err);
  out(`${file}: ${summaryOf(open(file))}`);
  return 0;
}

function open(file: string): Index {
  const bytes = readFileSync(file);
  return readIndex(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), SHIPPED_INDEX);
}

function summaryOf({ essays, letterCount, byteLength }: Index): string {
  return `${essays.length} essays, ${letterCount} letters, ${byteLength} bytes`;
}

function onlyFile(args: readonly string[], cwd: string): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(`give one FILE, not ${positionals.length}\n${USAGE}`);
  return resolve(cwd, file);
}

function verify(args: readonly string[], { cwd, out, err }: Surroundings): number {
  const file = onlyFile(args, cwd);
  try {
    out(`${file}: whole, ${summaryOf(open(file))}`);
    return 0;
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    err(`deja-lu: ${file}: ${error.message}`);
    return 1;
  }
}

function inspect(args: readonly string[], { cwd, out }: Surroundings): number {
  out(inspection(open(onlyFile(args, cwd))));
  return 0;
}

/**
 * The `index` command: `build`, `model`, `verify` or `inspect`. Results go to `out`, faults to `err`. Returns the exit code: 0, 1 when
 * `verify` refuses the file, 2 when the call or its input is at fault.
 */
export function runIndex(args: readonly string[], surroundings: Surroundings): number {
  const [command, ...rest] = args;
  try {
    if (command === 'build') return build(rest, surroundings);
    if (command === 'model') return train(rest, surroundings);
    if (command === 'verify') return verify(rest, surroundings);
    if (command === 'inspect') return inspect(rest, surroundings);
    if (command !== '--help' && command !== '-h')
      throw new Error(`no such command: ${command ?? 'none given'}\n${USAGE}`);
    surroundings.out(USAGE);
    return 0;
  } catch (error) {
    surroundings.err(`deja-lu: ${(error as Error).message}`);
    return 2;
  }
}
