import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import type { Document } from '../src/indexing/build-index.ts';

/** Bytes that are read at a time: many lines, but little memory. */
const CHUNK = 1 << 18;

const Fact = v.optional(v.string(), '');
const Entry = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  title: Fact,
  author: Fact,
  date: Fact,
  url: Fact,
  text: v.string(),
});

/** The bytes of a file; decompressed if its name ends in .gz. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (!path.endsWith('.gz')) {
    yield* file;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // `pipe` does not pass errors on: without this the reader of an unreadable file would wait for ever.
  file.on('error', (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip);
  } finally {
    // `pipe` does not close the file either when the reader stops early.
    file.destroy();
  }
}

// `node:readline` is not used, as it replaces bytes that are no UTF-8 and splits lines at U+2028, which JSON may contain.
async function* linesIn(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of chunksOf(path)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
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

/** Adds the file's name to an error of reading it, for instance of bytes that are no UTF-8 or no gzip. */
async function* namingErrors(path: string, lines: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * The documents of a .jsonl or .jsonl.gz file, one in each line: `{id, title?, author?, date?, url?, text}`. The file is read and
 * decompressed as they are requested. Throws an Error that names the faulty line.
 */
export async function* documentsInLines(path: string): AsyncGenerator<Document> {
  let number = 0;
  for await (const line of namingErrors(path, linesIn(path))) {
    number++;
    if (line.trim() !== '') yield documentOf(line, `${path} line ${number}`);
  }
}
