import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { IndexSink } from '../src/corpus/write-index.ts';

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

/**
 * Writes a file as a whole: `write` fills one of another name beside it, which takes the name when it is done. Where `write` fails
 * or `signal` is aborted meanwhile, nothing is left of it, and a file that had the name before stays.
 */
export async function writeWhole(
  path: string,
  write: (sink: IndexSink) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  // The process's number, so that two builds of the same file do not write into one another's.
  const unfinished = `${path}.${process.pid}.unfinished`;
  const file = openSync(unfinished, 'w');
  try {
    await write(new FileSink(file)).finally(() => closeSync(file));
    // A signal that came while nothing was waited for is handled now.
    await setImmediate();
    signal?.throwIfAborted();
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
