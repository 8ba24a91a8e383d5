import { parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import { REWORDED_ESSAYS } from '../corpus/format.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../corpus/open-sentences.ts';
import { openIndexFile } from '../corpus/read-index.ts';
import { findMatches } from '../match/find-matches.ts';
import type { Match } from '../match/match.ts';
import { addReworded } from '../match/reworded/find-reworded.ts';
import { answerOf, summaryOf } from './answer.ts';
import { explain } from './explain.ts';
import { explainReworded } from './explain-reworded.ts';
import { fileSource } from './file-source.ts';
import { printable } from './printable.ts';
import { type Input, readInputs } from './read-inputs.ts';

const INDEX_FILE = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));

/** How the command is called; printed with --help and after a wrong call. */
export const USAGE = `usage: npm run --silent check -- [--json | --explain] [--encoding NAME] [--index FILE]… FILE…

Checks files against the known template essays: .txt, .md, .html, .docx, .pdf, .jsonl ({"id", "text"} a line).
A folder or a .zip stands for the files in it, - for standard input.
  --json           one JSON object a line: {id, share, letters, matches, text (unless the file is plain text)}
  --explain        for each match and each near miss: seeds, alignment, evidence, and what decided
  --encoding NAME  the files' encoding, such as gb18030, big5 or utf-16le; without it each file is looked at
  --index FILE     another index than the shipped one (build it with npm run index); several are searched together
exit code: 0, or 2 when a file could not be checked (the others are)`;

/** The parts of its environment that the command uses, so that tests can replace them. */
export interface Surroundings {
  /** Folder that relative paths refer to. */
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

interface Options {
  readonly json: boolean;
  readonly explain: boolean;
  readonly help: boolean;
  readonly indexes: readonly string[];
  readonly encoding: string | undefined;
  readonly files: readonly string[];
}

function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new Error(
      `--encoding «${label}» is not known: give utf-8, gb18030, big5, utf-16le or another name of the web's`,
    );
  }
}

function optionsOf(args: readonly string[], cwd: string): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      explain: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      index: { type: 'string', multiple: true },
      encoding: { type: 'string' },
    },
  });
  return {
    json: values.json ?? false,
    explain: values.explain ?? false,
    help: values.help ?? false,
    indexes: values.index?.map((path) => resolve(cwd, path)) ?? [INDEX_FILE],
    encoding: values.encoding === undefined ? undefined : knownEncoding(values.encoding),
    files: positionals,
  };
}

/** An index is named after its file, except for the shipped one. */
function indexName(path: string): string {
  return path === INDEX_FILE ? SHIPPED_INDEX : parse(path).name.replace(/[:\s]+/g, '-');
}

function openIndex(path: string): Index {
  try {
    // It stays open until the process ends, as blocks are read on request: of a large index only those of the few essays that may
    // match.
    return openIndexFile(fileSource(path), indexName(path));
  } catch (error) {
    throw new Error(`index ${path}: ${(error as Error).message}; build one with npm run index -- build`);
  }
}

/** Opens the indexes. Throws an Error if two have the same name, as answers could not distinguish them. */
function openIndexes(paths: readonly string[]): Index[] {
  const indexes = paths.map(openIndex);
  indexes.forEach(({ name }, i) => {
    const first = indexes.findIndex((other) => other.name === name);
    if (first < i) throw new Error(`${paths[first]} and ${paths[i]} are both called ${name}: rename one of the files`);
  });
  return indexes;
}

/** The indexes that texts are checked against, and their sentences in the same order. */
interface Searched {
  readonly indexes: readonly Index[];
  readonly sentences: readonly SentenceIndex[];
}

function matchesIn(text: string, { indexes, sentences }: Searched): Match[] {
  return addReworded(text, sentences, findMatches(text, indexes));
}

function check(input: Input, searched: Searched, options: Options): string {
  const { text } = input;
  const { indexes, sentences } = searched;
  if (options.explain) return [explain(input.id, text, indexes), explainReworded(text, sentences)].join('\n');
  const answer = answerOf(input.id, text, matchesIn(text, searched), indexes);
  return options.json ? JSON.stringify(input.extracted ? { ...answer, text } : answer) : summaryOf(answer, indexes);
}

/** Reports the indexes in which reworded passages are not searched. */
function tellWhatIsOff({ indexes, sentences }: Searched, err: (line: string) => void): void {
  sentences.forEach(({ kind }, i) => {
    const { name, essayCount } = indexes[i]!;
    if (kind === 'off')
      err(
        `deja-lu: ${name} has ${essayCount} essays, more than ${REWORDED_ESSAYS}: no reworded passages are looked for in it`,
      );
  });
}

async function checkFiles(
  options: Options,
  indexes: readonly Index[],
  { cwd, out, err }: Surroundings,
): Promise<number> {
  const searched = { indexes, sentences: indexes.map(openSentenceIndex) };
  tellWhatIsOff(searched, err);
  let code = 0;
  for (const file of options.files) {
    for await (const input of readInputs(file, cwd, options.encoding)) {
      if ('failure' in input) {
        err(`deja-lu: ${printable(input.failure)}`);
        code = 2;
      } else if ('note' in input) err(`deja-lu: ${printable(input.note)}`);
      else out(check(input, searched, options));
    }
  }
  return code;
}

/**
 * The `check` command. Answers are passed to `out`, one in each call; what cannot be checked is reported to `err`. Resolves with
 * the exit code: 0, or 2 if a file, an index or the call is faulty.
 */
export async function runCheck(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, out, err } = surroundings;
  try {
    const options = optionsOf(args, cwd);
    if (options.help) {
      out(USAGE);
      return 0;
    }
    if (options.files.length === 0) throw new Error(`no file given\n${USAGE}`);
    return await checkFiles(options, openIndexes(options.indexes), surroundings);
  } catch (error) {
    err(`deja-lu: ${(error as Error).message}`);
    return 2;
  }
}
