import { writeSync } from 'node:fs';

/** Ms to wait when a pipe is full because its reader is slow. */
const PAUSE = 10;

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

/** Ends the process when nothing can be written any more. */
function giveUp(stream: number, code: string): never {
  // A reader may stop early, as `head` does; that is no error of answers.
  if (code === 'EPIPE') process.exit(stream === 1 ? 0 : 2);
  if (stream === 1) write(2, `deja-lu: the answers cannot be written (${code})\n`);
  process.exit(2);
}

/** Writes some of the bytes and returns their number, which is 0 if a pipe is full. */
function writeSome(stream: number, bytes: Uint8Array): number {
  try {
    return writeSync(stream, bytes);
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') giveUp(stream, codeOf(error));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return 0;
  }
}

/**
 * Writes to standard output (1) or standard error (2), and returns when everything is written. Because it is synchronous, a
 * closed pipe is noticed at once and nothing more is computed; the process then ends.
 */
export function write(stream: 1 | 2, text: string): void {
  for (let bytes: Uint8Array = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(writeSome(stream, bytes));
}
