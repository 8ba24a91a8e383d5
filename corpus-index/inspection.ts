import type { Essay } from '../src/corpus/essay.ts';
import { wholeRow } from '../src/corpus/essay-row.ts';
import { SURPRISAL_MASK } from '../src/corpus/format.ts';
import type { Index } from '../src/corpus/loaded-index.ts';

function sizes(index: Index): [name: string, bytes: number][] {
  const { blockStarts, buckets, remainders, positions, shingleBits, sentenceChances } = index;
  const entries = buckets.byteLength + remainders.byteLength + positions.byteLength + shingleBits.byteLength;
  return [
    ['essays', blockStarts.at(-1)!],
    ['shingles', entries],
    ['sentences', sentenceChances.byteLength],
  ];
}

function meanSurprisal(index: Index): number {
  const { letterFacts } = wholeRow(index);
  let sum = 0;
  for (const facts of letterFacts) sum += facts & SURPRISAL_MASK;
  return letterFacts.length === 0 ? 0 : sum / letterFacts.length;
}

function essayLine(
  { id, letters, start, end, heading, publisher, date, family }: Essay,
  essays: readonly Essay[],
): string {
  const facts = [publisher, date, ...(family.length > 0 ? [`= ${family.map((i) => essays[i]!.id).join(' ')}`] : [])];
  return [`  ${id}`, `${letters} letters`, `${start}–${end}`, heading, ...facts.filter((fact) => fact !== '')].join(
    '  ',
  );
}

/** A description of an index in several lines: its sizes, then one line for each essay (`=` precedes its variants). */
export function inspection(index: Index): string {
  const { byteLength, checksum, sampling, essays, letterCount } = index;
  const byDocument = Map.groupBy(essays, (essay) => essay.document);
  return [
    `${byteLength} bytes, checksum ${checksum.toString(16).padStart(8, '0')}, shingles of ${sampling.shingle} letters every ${sampling.stride}`,
    `${byDocument.size} documents, ${essays.length} essays, ${letterCount} letters, ${(byteLength / Math.max(1, letterCount)).toFixed(2)} bytes a letter`,
    sizes(index)
      .map(([name, bytes]) => `${name} ${bytes} bytes`)
      .join(', '),
    `mean surprisal of a letter: ${meanSurprisal(index).toFixed(1)} bits`,
    ...[...byDocument].flatMap(([document, found]) => [
      `${document}  ${found[0]!.title}`,
      ...found.map((essay) => essayLine(essay, essays)),
    ]),
  ].join('\n');
}
