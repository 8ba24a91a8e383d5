import { IndexError } from '../corpus/format.ts';
import type { IndexBlocks } from '../corpus/read-blocks.ts';
import type { Slice } from '../corpus/slice.ts';
import type { IndexSink } from '../corpus/write-index.ts';
import { type Sampling, samplingFor } from '../fingerprint/recipe.ts';
import { IndexAssembler } from './index-assembler.ts';

/** An index that is to become part of another one; the name stands in messages. */
export interface MergePart extends IndexBlocks {
  readonly name: string;
}

interface SlicePart extends MergePart {
  readonly slice: Slice;
}

/** What all slices of a corpus must agree in, in the words of a message. */
const MUST_AGREE: readonly (readonly [what: string, factOf: (part: SlicePart) => number])[] = [
  ['was cut into another number of slices', ({ slice }) => slice.slices],
  ['is of another corpus', ({ slice }) => slice.corpus],
  ['was cut by another sources.json', ({ slice }) => slice.sources],
  ['was built with another model of wording', ({ slice }) => slice.wording],
  ['has shingles of another length', ({ sampling }) => sampling.shingle],
  ['has shingles at another distance', ({ sampling }) => sampling.stride],
];

function isSlice(part: MergePart): part is SlicePart {
  return part.slice !== null;
}

function checkAgreement(parts: readonly SlicePart[]): void {
  const [first, ...others] = parts;
  for (const part of others) {
    const different = MUST_AGREE.find(([, factOf]) => factOf(part) !== factOf(first!));
    if (different) throw new Error(`${part.name} ${different[0]} than ${first!.name}: build both in the same way`);
  }
}

/** The slices of one corpus in their order. Throws an Error that names those that are missing, given twice or of another corpus. */
function inOrder(parts: readonly SlicePart[]): SlicePart[] {
  checkAgreement(parts);
  const { slices } = parts[0]!.slice;
  const byNumber = new Map<number, SlicePart>();
  for (const part of parts) {
    const { number } = part.slice;
    const known = byNumber.get(number);
    if (known) throw new Error(`${known.name} and ${part.name} are both slice ${number} of ${slices}: leave one out`);
    byNumber.set(number, part);
  }
  const numbers = Array.from({ length: slices }, (_, i) => i + 1);
  const missing = numbers.filter((number) => !byNumber.has(number));
  if (missing.length > 0)
    throw new Error(`of the ${slices} slices these are missing: ${missing.join(', ')}; build them with --slice`);
  return numbers.map((number) => byNumber.get(number)!);
}

/** The parts in the order in which their essays follow one another, and the sampling of the index that they make. */
export interface MergePlan {
  readonly parts: readonly MergePart[];
  readonly sampling: Sampling;
  readonly essays: number;
  /** What a build of the whole corpus knows of the number of essays before it begins: the number of documents. */
  readonly leastEssays: number;
}

/**
 * Plans a merge of slices of a corpus, given in any order, or of indexes of whole corpora, which are joined in the order given.
 * Throws an Error that says what is wrong where slices are missing, given twice, built in different ways or mixed with others.
 */
export function planMerge(parts: readonly MergePart[]): MergePlan {
  const essays = parts.reduce((sum, part) => sum + part.essays, 0);
  const slices = parts.filter(isSlice);
  if (slices.length === 0) {
    const letters = parts.reduce((sum, part) => sum + part.letters, 0);
    return { parts, sampling: samplingFor(letters), essays, leastEssays: essays };
  }
  const other = parts.find((part) => !isSlice(part));
  if (other) throw new Error(`${other.name} is no slice, but ${slices[0]!.name} is one: merge slices with slices`);
  const [{ sampling, slice }] = slices as [SlicePart];
  return { parts: inOrder(slices), sampling, essays, leastEssays: slice.documents };
}

/**
 * Writes one index of several. Of all slices of a corpus it makes the very bytes that building the corpus at once gives. `onEssay` is
 * called after each essay. Rejects with an Error where two essays have the same id, an IndexError where a block is damaged.
 */
export async function mergeIndexes(plan: MergePlan, sink: IndexSink, onEssay: () => void = () => {}): Promise<void> {
  const assembler = new IndexAssembler(sink, plan.sampling, plan.leastEssays);
  for (const { name, blocks } of plan.parts) {
    for await (const block of blocks()) {
      addNamed(assembler, block, name);
      onEssay();
    }
  }
  assembler.finish();
}

function addNamed(assembler: IndexAssembler, block: Uint8Array, name: string): void {
  try {
    assembler.addBlock(block);
  } catch (error) {
    if (error instanceof IndexError) throw new IndexError(`${name}: ${error.message}`);
    throw error;
  }
}
