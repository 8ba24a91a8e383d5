import { SURPRISAL_MASK } from '../corpus/format.ts';
import type { Index } from '../corpus/index.ts';
import type { Alignment, Block } from './alignment.ts';

/**
 * Bits that each block must pay before it counts: about what it takes to say where on the page and in the essay it stands, given
 * that one knows the block before. So one long run outweighs many scattered ones with as many letters.
 */
const BLOCK_COST = 10;

function blockBits({ letterFacts }: Index, block: Block): number {
  let bits = -BLOCK_COST;
  for (let i = block.corpus; i < block.corpus + block.length; i++) bits += letterFacts[i]! & SURPRISAL_MASK;
  return Math.max(0, bits);
}

/**
 * How much an alignment says that the texts are related, in bits: the surprisal of the letters in common, block by block.
 * Official wording is no surprise and so no evidence.
 */
export function evidenceOf(index: Index, alignment: Alignment): number {
  return alignment.reduce((sum, block) => sum + blockBits(index, block), 0);
}
