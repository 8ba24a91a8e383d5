import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { IndexSink } from '../src/corpus/write-index.ts';

/** Appends to an open file. */
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
 * Writes a file atomically: `write` fills a temporary file beside it, which is renamed at the end. If `write` fails or `signal`
 * aborts meanwhile, the temporary file is removed, and an existing file with the name stays.
 */
export async function writeWhole(
  path: string,
  write: (sink: IndexSink) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  // Two builds of the same file do not share a temporary file: not on one machine, nor on two that share a file system.
  const unfinished = `${path}.${hostname()}-${process.pid}.unfinished`;
  const file = openSync(unfinished, 'w');
  try {
    try {
      await write(new FileSink(file));
      // Otherwise a machine that fails right after the renaming may leave an empty file under the name.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // Lets a signal that arrived during synchronous work be handled now.
    await setImmediate();
    signal?.throwIfAborted();
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
