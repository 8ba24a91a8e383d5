import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '../locale/words.ts';

/** The index that comes with the extension. */
export const INDEX_FILE: string = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));

/** How the command is called; printed with --help and after a wrong call. */
export const USAGE = `usage: npm run --silent check -- [--format text|json|csv] [--against DIR]… [--index FILE]… FILE…
       npm run --silent check -- --compare [--task FILE]… [--format text|json|csv|html] [--against DIR]… [--index FILE]… DIR…

Checks files against the known template essays, and with --compare against one another: .txt, .md, .html, .docx, .pdf,
.jsonl ({"id", "text"} a line). A folder or a .zip stands for the files in it, - for standard input.
  --format NAME    text: a readable summary; json: one object a line, or one for all with --compare; csv: a table;
                   html: with --compare, one document to read and print
  --json           as --format json: {id, share, letters, matches, text (unless the file is plain text)}
  --compare        who shares with whom what neither the indexes nor the task sheet explain, and who took it from whom;
                   json: {files: [{file, letters, share}], pairs: [{a, b, letters, from, evidence}], groups: [[file]]}
  --task FILE      with --compare: what everyone was given, such as the task sheet: it is no evidence
  --many N         with --compare: name passages that more than N files share (an eighth of the files, at least 4)
  --pseudonyms     with --format html: File 1, File 2 … instead of the names of files; their texts stay as they are
  --language NAME  of --format html: en, zh_CN or zh_TW (en)
  --against DIR    other files that are known, such as last year's
  --explain        for each match and each near miss: seeds, alignment, evidence, and what decided
  --encoding NAME  the files' encoding, such as gb18030, big5 or utf-16le; without it each file is looked at
  --index FILE     another index than the shipped one (build it with npm run index); several are searched together
exit code: 0, or 2 when a file could not be checked (the others are)`;

const FORMATS = ['text', 'json', 'csv', 'html'] as const;

const LANGUAGES: readonly Language[] = ['en', 'zh_CN', 'zh_TW'];

/** How answers are written. */
export type Format = (typeof FORMATS)[number];

/** A call of the command. Paths of indexes are absolute, others as the user gave them. */
export interface CheckOptions {
  readonly help: boolean;
  readonly explain: boolean;
  readonly compare: boolean;
  readonly format: Format;
  readonly indexes: readonly string[];
  readonly against: readonly string[];
  readonly tasks: readonly string[];
  /** A passage that more files than this share is named; null where the number of files decides. */
  readonly many: number | null;
  /** Whether the HTML document calls files by numbers, and its language. */
  readonly pseudonyms: boolean;
  readonly language: Language;
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

function knownFormat(name: string): Format {
  const format = FORMATS.find((known) => known === name);
  if (!format) throw new Error(`--format «${name}» is not known: give ${FORMATS.join(', ')}`);
  return format;
}

function knownLanguage(name: string): Language {
  const language = LANGUAGES.find((known) => known === name);
  if (!language) throw new Error(`--language «${name}» is not known: give ${LANGUAGES.join(', ')}`);
  return language;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 2) throw new Error(`--many «${text}» is no whole number of 2 or more`);
  return number;
}

/** Throws an Error where options do not go together. */
function checkTogether(options: CheckOptions, json: boolean): void {
  if (options.compare && json) throw new Error('--json is one object a line: with --compare give --format json');
  if (options.compare && options.explain) throw new Error('--explain is for single files: leave --compare out');
  if (!options.compare && options.tasks.length > 0) throw new Error('--task is for --compare: give both, or neither');
  if (!options.compare && options.many !== null) throw new Error('--many is for --compare: give both, or neither');
  if (!options.compare && options.format === 'html')
    throw new Error('--format html is for --compare: give both, or text, json or csv');
  if (options.format !== 'html' && options.pseudonyms)
    throw new Error('--pseudonyms is for --format html: give both, or neither');
}

/** What the arguments ask for. Throws an Error that says what of them is wrong. */
export function optionsOf(args: readonly string[], cwd: string): CheckOptions {
  const [flag, list] = [
    { type: 'boolean', default: false },
    { type: 'string', multiple: true },
  ] as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: flag,
      explain: flag,
      compare: flag,
      pseudonyms: flag,
      help: { ...flag, short: 'h' },
      format: { type: 'string' },
      many: { type: 'string' },
      language: { type: 'string', default: 'en' },
      encoding: { type: 'string' },
      index: list,
      against: list,
      task: list,
    },
  });
  const { json, explain, compare, pseudonyms, help, format, many, language, encoding } = values;
  const { index, against = [], task = [] } = values;
  const options: CheckOptions = {
    help,
    explain,
    compare,
    format: knownFormat(format ?? (json ? 'json' : 'text')),
    indexes: index?.map((path) => resolve(cwd, path)) ?? [INDEX_FILE],
    against,
    tasks: task,
    many: many === undefined ? null : wholeNumber(many),
    pseudonyms,
    language: knownLanguage(language),
    encoding: encoding === undefined ? undefined : knownEncoding(encoding),
    files: positionals,
  };
  checkTogether(options, json);
  return options;
}
