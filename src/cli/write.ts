import { writeSync } from 'node:fs';

/** How long to wait for a reader who is behind, in ms. */
const PAUSE = 10;

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

/** Ends the program where nothing can be written any more. */
function giveUp(stream: number, code: string): never {
  // Whoever reads may stop early (| head): nothing is left to say then.
  if (code === 'EPIPE') process.exit(stream === 1 ? 0 : 2);
  if (stream === 1) write(2, `deja-lu: the answers cannot be written (${code})\n`);
  process.exit(2);
}

/** Writes some of the bytes; gives how many. A pipe that is full takes none. */
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
 * Writes to standard output (1) or standard error (2), and returns when all of it is written: a reader who has gone is noticed
 * at once, and nothing more is computed. Ends the program where that fails.
 */
export function write(stream: 1 | 2, text: string): void {
  for (let bytes: Uint8Array = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(writeSome(stream, bytes));
}
