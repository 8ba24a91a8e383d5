import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import type { Document } from '../src/indexing/build-index.ts';

/** Bytes that are read at once: large beside a line, small beside memory. */
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

/** The bytes of a file, decompressed on the way where its name ends in .gz. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (!path.endsWith('.gz')) {
    yield* file;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // A pipe does not hand on errors: a file that cannot be read would leave the reader waiting.
  file.on('error', (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip);
  } finally {
    // Nor does it end the file when nobody reads on.
    file.destroy();
  }
}

// Not node:readline, which takes what is no UTF-8 for question marks and splits at U+2028, which JSON may hold.
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

/** Adds the file's name to an error of reading it, such as one of bytes that are no UTF-8 or no gzip. */
async function* namingErrors(path: string, lines: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * The documents of a .jsonl or .jsonl.gz file, one a line: `{id, title?, author?, date?, url?, text}`. The file is read and
 * decompressed as they are asked for. Throws an Error that names the line at fault.
 */
export async function* documentsInLines(path: string): AsyncGenerator<Document> {
  let number = 0;
  for await (const line of namingErrors(path, linesIn(path))) {
    number++;
    if (line.trim() !== '') yield documentOf(line, `${path} line ${number}`);
  }
}
