import { SHARED_FILES } from './labelled-pages.ts';
import { type KindScore, peerDetections, scoreShared } from './score-shared.ts';

/** The simple peers that `../shared/eval/baselines.mjs` knows. */
export const PEERS = ['exact13', 'exact30', 'asoul', 'chain'] as const;

/** How many of them run at once. */
const AT_ONCE = 2;

/** The peers' scores, by peer and kind. */
export type PeerScores = ReadonlyMap<string, ReadonlyMap<string, KindScore>>;

async function scoresOf(peer: string): Promise<Map<string, KindScore>> {
  const scores = new Map<string, KindScore>();
  for (const file of SHARED_FILES) {
    for (const score of await scoreShared(file, await peerDetections(peer, file))) scores.set(score.kind, score);
  }
  return scores;
}

/** Runs the peers on the labelled pages of `../shared`, two at a time, and scores them with the same scorer. */
export async function peerScores(): Promise<PeerScores> {
  const waiting: string[] = [...PEERS];
  const scores = new Map<string, Map<string, KindScore>>();
  const worker = async (): Promise<void> => {
    for (let peer = waiting.shift(); peer !== undefined; peer = waiting.shift()) scores.set(peer, await scoresOf(peer));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return scores;
}
