import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { IndexSink } from '../src/corpus/write-index.ts';
import { samplingFor } from '../src/fingerprint/recipe.ts';
import { type BuildOptions, type Document, IndexBuilder } from '../src/indexing/build-index.ts';
import { hanCount } from '../src/text/han.ts';
import { readDocuments } from './read-documents.ts';
import { documentsInLines } from './read-lines.ts';

/** Documents between two lines of progress. */
const REPORT_EVERY = 2000;

/** The documents of a corpus, a folder or a file of lines, read anew at each call. */
export function documentsOf(corpus: string): Iterable<Document> {
  return /\.jsonl(\.gz)?$/u.test(corpus) ? documentsInLines(corpus) : readDocuments(corpus);
}

/** Writes to an open file, one part after another. */
class FileSink implements IndexSink {
  private readonly file: number;

  constructor(file: number) {
    this.file = file;
  }

  append(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) written += writeSync(this.file, bytes, written);
  }

  patch(offset: number, bytes: Uint8Array): void {
    writeSync(this.file, bytes, 0, bytes.length, offset);
  }
}

function measure(corpus: string): { documents: number; letters: number } {
  let documents = 0;
  let letters = 0;
  for (const { text } of documentsOf(corpus)) {
    documents++;
    letters += hanCount(text);
  }
  return { documents, letters };
}

function writeTo(file: number, corpus: string, options: BuildOptions, err: (line: string) => void): void {
  const { documents, letters } = measure(corpus);
  const builder = new IndexBuilder(new FileSink(file), samplingFor(letters), options);
  let done = 0;
  for (const document of documentsOf(corpus)) {
    builder.add(document);
    if (++done % REPORT_EVERY === 0) err(`${done} of ${documents} documents done, ${documents - done} left`);
  }
  builder.finish();
}

/**
 * Builds the index of a corpus into a file, reading the corpus twice: its number of letters decides how densely it is sampled. The
 * file appears when it is whole. Progress goes to `err`. Throws an Error for faulty input.
 */
export function buildFile(corpus: string, out: string, options: BuildOptions, err: (line: string) => void): void {
  mkdirSync(dirname(resolve(out)), { recursive: true });
  const unfinished = `${out}.unfinished`;
  const file = openSync(unfinished, 'w');
  try {
    writeTo(file, corpus, options, err);
  } catch (error) {
    closeSync(file);
    rmSync(unfinished);
    throw error;
  }
  closeSync(file);
  renameSync(unfinished, out);
}
