import { alignAll, DROP, extend } from './align.ts';
import { type Alignment, type Block, betweenScore, boundsOf, SAME } from './alignment.ts';
import type { Chain } from './chain.ts';
import type { Runs } from './seeds.ts';
import type { Sides } from './sides.ts';

/** Cuts off the front of a run that overlaps the block before it, on either side. */
function after(block: Block | undefined, run: Block): Block {
  if (!block) return run;
  const overlap = Math.max(0, block.page + block.length - run.page, block.corpus + block.length - run.corpus);
  return { page: run.page + overlap, corpus: run.corpus + overlap, length: run.length - overlap };
}

function filling(sides: Sides, from: Block, to: Block): Alignment {
  const pageFrom = from.page + from.length;
  const corpusFrom = from.corpus + from.length;
  const pageLetters = to.page - pageFrom;
  const corpusLetters = to.corpus - corpusFrom;
  if (pageLetters === 0 || corpusLetters === 0) return [];
  return alignAll({
    page: sides.bytes,
    corpus: sides.row.letterBytes,
    pageFrom,
    corpusFrom,
    pageLetters,
    corpusLetters,
    step: 1,
  });
}

/** Joins blocks that touch on both sides, so that a block is always followed by a difference. */
function joined(blocks: Alignment): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (last && last.page + last.length === block.page && last.corpus + last.length === block.corpus) {
      out[out.length - 1] = { ...last, length: last.length + block.length };
    } else out.push(block);
  }
  return out;
}

/** The chain's runs as blocks, with the letters between them aligned. */
function filled(sides: Sides, runs: Runs, chain: Chain): Alignment {
  const blocks: Block[] = [];
  for (const i of chain) {
    const last = blocks.at(-1);
    const run = after(last, { page: runs.page[i]!, corpus: runs.corpus[i]!, length: runs.length[i]! });
    if (run.length <= 0) continue;
    if (last) blocks.push(...filling(sides, last, run));
    blocks.push(run);
  }
  return blocks;
}

function extended(sides: Sides, blocks: Alignment): Alignment {
  const { bytes, row } = sides;
  const { page, corpus, pageEnd, corpusEnd } = boundsOf(blocks);
  const essay = row.essayOf[corpus]!;
  const rows = { page: bytes, corpus: row.letterBytes };
  const back = extend({
    ...rows,
    pageFrom: page - 1,
    corpusFrom: corpus - 1,
    pageLetters: page,
    corpusLetters: corpus - row.essayStarts[essay]!,
    step: -1,
  });
  const forth = extend({
    ...rows,
    pageFrom: pageEnd,
    corpusFrom: corpusEnd,
    pageLetters: bytes.length - pageEnd,
    corpusLetters: row.essayStarts[essay + 1]! - corpusEnd,
    step: 1,
  });
  return [...back, ...blocks, ...forth];
}

/** Splits an alignment where it loses more than `DROP` on its way, and trims each piece to where it pays. */
function split(blocks: Alignment): Alignment[] {
  const pieces: Alignment[] = [];
  let start = 0;
  let score = 0;
  let best = 0;
  let bestEnd = 0;
  const close = (): void => {
    if (bestEnd > start) pieces.push(blocks.slice(start, bestEnd));
  };
  blocks.forEach((block, i) => {
    const before = i === start ? 0 : score + betweenScore(blocks[i - 1]!, block);
    if (before <= 0 || before < best - DROP) {
      if (i > start) close();
      start = i;
      best = 0;
      score = SAME * block.length;
    } else score = before + SAME * block.length;
    if (score > best) {
      best = score;
      bestEnd = i + 1;
    }
  });
  close();
  return pieces;
}

/** The alignments that a chain leads to: its gaps filled letter by letter, its ends extended, split where the sides part. */
export function piecesOf(sides: Sides, runs: Runs, chain: Chain): Alignment[] {
  return split(joined(extended(sides, filled(sides, runs, chain))));
}
