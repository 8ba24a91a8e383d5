import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Document } from '../src/indexing/build-index.ts';

/** Bytes that are read at once: large beside a line, small beside memory. */
const CHUNK = 1 << 20;

const Fact = v.optional(v.string(), '');
const Entry = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  title: Fact,
  author: Fact,
  date: Fact,
  url: Fact,
  text: v.string(),
});

function* chunksOf(path: string): Generator<Uint8Array> {
  if (path.endsWith('.gz')) {
    yield gunzipSync(readFileSync(path));
    return;
  }
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(CHUNK);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) yield buffer.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

function* linesIn(path: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for (const bytes of chunksOf(path)) {
    // A large decompressed file is decoded in parts: a string has a largest length.
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const lines = (rest + decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true })).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  }
  yield rest + decoder.decode();
}

function documentOf(line: string, where: string): Document {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Error(`${where} is no JSON (${(error as Error).message}): mend or drop it`);
  }
  const parsed = v.safeParse(Entry, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${where}: ${v.getDotPath(issue) ?? 'the line'}: ${issue.message}: mend or drop it`);
  }
  const { id, text, ...facts } = parsed.output;
  return { name: id, text, facts };
}

/**
 * The documents of a .jsonl or .jsonl.gz file, one a line, read as they are asked for: `{id, title?, author?, date?, url?, text}`.
 * A .gz file is decompressed in memory. Throws an Error that names the line at fault.
 */
export function* documentsInLines(path: string): Generator<Document> {
  let number = 0;
  for (const line of linesIn(path)) {
    number++;
    if (line.trim() !== '') yield documentOf(line, `${path} line ${number}`);
  }
}
