import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sharedPath } from '../shared-corpus.ts';

const run = promisify(execFile);

/** The scorer reads a corpus as a whole: 300 MB of text, twice. */
const MEMORY = '--max-old-space-size=8000';

/** What a scorer says of a kind of page. Clean kinds have the second half, the others the first; shares are 0–1. */
export interface KindScore {
  readonly kind: string;
  readonly cases: number;
  readonly precision?: number;
  readonly recall?: number;
  readonly granularity?: number;
  readonly plagdet?: number;
  /** Share of the letters found whose named source is right; null where none was found. */
  readonly source?: number | null;
  /** Largest error of a page's share; null where no share was given. */
  readonly share?: number | null;
  readonly pagesFlagged?: number;
  readonly falseLettersPer10k?: number;
}

/**
 * Scores of detections (one JSON object a line) on a file of labelled pages, by the scorer of `../shared`. `corpus` is the folder or
 * the .jsonl file of the documents that they name.
 */
export async function scoreAnswers(pages: string, detections: string, corpus: string): Promise<KindScore[]> {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-quality-'));
  try {
    const path = join(folder, 'detections.jsonl');
    writeFileSync(path, detections);
    const args = [MEMORY, sharedPath('eval/score.mjs'), pages, path, '--corpus', corpus, '--json'];
    const { stdout } = await run(process.execPath, args);
    return JSON.parse(stdout) as KindScore[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `scoreAnswers` on a file of `../shared/eval`. */
export function scoreShared(file: string, detections: string): Promise<KindScore[]> {
  return scoreAnswers(sharedPath(`eval/${file}`), detections, sharedPath('corpus'));
}

/** The largest output of a peer, in bytes. */
const MOST_OUTPUT = 256 << 20;

/** What a peer of `../shared/eval/baselines.mjs` finds on a file beside it: one JSON object a line. */
export async function peerDetections(peer: string, file: string): Promise<string> {
  const args = [sharedPath('eval/baselines.mjs'), peer, sharedPath(`eval/${file}`), '--corpus', sharedPath('corpus')];
  return (await run(process.execPath, args, { maxBuffer: MOST_OUTPUT })).stdout;
}
