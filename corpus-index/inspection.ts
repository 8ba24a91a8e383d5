import type { Essay } from '../src/corpus/essay.ts';
import { SURPRISAL_MASK } from '../src/corpus/format.ts';
import type { Index } from '../src/corpus/loaded-index.ts';

function sizes(index: Index): [name: string, bytes: number][] {
  const { letterBytes, letterFacts, buckets, remainders, positions, breakLetters, breakOffsets, breakMarks } = index;
  const { sentenceChances } = index;
  return [
    ['letters', letterBytes.byteLength + letterFacts.byteLength],
    ['shingles', buckets.byteLength + remainders.byteLength + positions.byteLength],
    ['breaks', breakLetters.byteLength + breakOffsets.byteLength + breakMarks.byteLength],
    ['sentences', sentenceChances.byteLength],
  ];
}

function meanSurprisal({ letterFacts }: Index): number {
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

/** What an index holds, in words, several lines: its sizes, and an essay a line (= names its variants). */
export function inspection(index: Index): string {
  const { byteLength, checksum, recipe, essays, letterCount } = index;
  const byDocument = Map.groupBy(essays, (essay) => essay.document);
  return [
    `${byteLength} bytes, checksum ${checksum.toString(16).padStart(8, '0')}, shingles of ${recipe.shingle} letters`,
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
