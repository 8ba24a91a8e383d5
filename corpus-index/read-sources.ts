import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Sources } from '../src/indexing/source.ts';

const Pattern = v.pipe(
  v.string(),
  v.check((source) => isRegExp(source), 'is no regular expression'),
);
const Line = v.pipe(v.number(), v.integer(), v.minValue(1));
const LineHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, 'must be 8 hex digits, the hash of the trimmed line'));

const Cut = v.strictObject({
  /** A line that matches one of these is the heading of the essay below it. */
  headings: v.optional(v.array(Pattern), []),
  /** First lines of essays that have no heading. */
  starts: v.optional(v.array(v.strictObject({ line: Line, hash: LineHash })), []),
  /** A line that matches one of these belongs to no essay and ends the one above it. */
  boilerplate: v.optional(v.array(Pattern), []),
  /** In this line an essay ends before the text `from`, which is boilerplate like all that follows it in the line. */
  tails: v.optional(
    v.array(v.strictObject({ line: Line, hash: LineHash, from: v.pipe(v.string(), v.minLength(1)) })),
    [],
  ),
});

const Source = v.strictObject({
  title: v.pipe(v.string(), v.minLength(1)),
  publisher: v.optional(v.string(), ''),
  origin: v.optional(v.string(), ''),
  url: v.optional(v.string(), ''),
  date: v.optional(v.string(), ''),
  /** What kind of text the essays are: interfaces show it beside the number of essays. */
  kind: v.optional(v.string(), ''),
  /** The year the essays are from, where `date` is that of a later copy or missing; 0 where nobody knows. */
  year: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)), 0),
  note: v.optional(v.string(), ''),
  /** Number of essays that a careful reader finds in the document; cutting it must give as many. */
  essays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  cut: Cut,
});

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/**
 * Parses and validates a sources.json. Throws an Error that names the faulty entry and field.
 * @param where name of the file in error messages
 */
export function parseSources(json: string, where: string): Sources {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error(`${where} is no JSON (${(error as Error).message}): mend it, or give another file with --sources`);
  }
  const parsed = v.safeParse(v.record(v.string(), Source), value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${where}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}

/** Reads and validates the sources.json at `path`. Throws an Error that tells what is wrong and where. */
export function readSources(path: string): Sources {
  return parseSources(readFileSync(path, 'utf8'), path);
}
