import { PEERS, type PeerScores } from './peers.ts';
import type { KindScore } from './score-shared.ts';

/** A table for the terminal: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}

const shown = (figure: number | null | undefined, digits = 3): string =>
  figure === null || figure === undefined ? '·' : figure.toFixed(digits);

function plantedTable(scores: readonly KindScore[], peers: PeerScores): string {
  const names = ['plagdet', 'precision', 'recall', 'granularity', 'source', 'share'] as const;
  const shared = PEERS.filter((peer) => peers.has(peer));
  return table([
    ['planted', 'pages', ...names, ...shared],
    ...scores.map((score) => [
      score.kind,
      `${score.cases}`,
      ...names.map((name) => shown(score[name])),
      ...shared.map((peer) => shown(peers.get(peer)?.get(score.kind)?.plagdet, 2)),
    ]),
  ]);
}

function cleanTable(scores: readonly KindScore[], peers: PeerScores): string {
  const shared = PEERS.filter((peer) => peers.has(peer));
  return table([
    ['clean', 'pages', 'marked', 'letters in 10,000', ...shared],
    ...scores.map((score) => [
      score.kind,
      `${score.cases}`,
      shown(score.pagesFlagged, 0),
      shown(score.falseLettersPer10k, 1),
      ...shared.map((peer) => shown(peers.get(peer)?.get(score.kind)?.pagesFlagged, 0)),
    ]),
  ]);
}

/** The scores kind by kind, the peers' beside them: their plagdet, and for clean kinds the pages they mark. */
export function scoreTable(scores: readonly KindScore[], peers: PeerScores): string {
  const clean = scores.filter(({ kind }) => kind.startsWith('clean'));
  const planted = scores.filter((score) => !clean.includes(score));
  return [plantedTable(planted, peers), '', cleanTable(clean, peers)].join('\n');
}
