import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { IndexFile, IndexSource } from '../corpus/section-table.ts';

/** The bytes of an index file, read on request. */
export interface FileSource extends IndexSource, IndexFile {
  /** Closes the file; nothing can be read after that. */
  close(): void;
}

/** Reads `[start, end)` of an open file. Throws an Error if the file ends before. */
function readRange(file: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, start + done);
    if (read === 0) throw new Error(`the file ends at byte ${start + done}, before byte ${end}`);
    done += read;
  }
  return bytes;
}

/** Opens a file as a source. Throws an Error if it cannot be opened. */
export function fileSource(path: string): FileSource {
  const file = openSync(path, 'r');
  const readNow = (start: number, end: number) => readRange(file, start, end);
  return {
    byteLength: fstatSync(file).size,
    readNow,
    read: async (start, end) => {
      // Lets signals and timers be handled, which a resolved promise does not.
      await setImmediate();
      return readNow(start, end);
    },
    close: () => closeSync(file),
  };
}
