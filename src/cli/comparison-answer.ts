import type { Comparison } from '../comparison/compare-files.ts';
import type { ChangesEvidence, DirectionEvidence, FilePair, PairEvidence } from '../comparison/pair-evidence.ts';
import { comparisonCsv, comparisonJson } from '../report/comparison-files.ts';
import { several } from './file-notes.ts';
import type { Format } from './options.ts';
import { printable } from './printable.ts';

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function changesLine(a: string, b: string, { counts, index, document, title, letters }: ChangesEvidence): string {
  const ofA = counts.common + counts['only-a'];
  const ofB = counts.common + counts['only-b'];
  return `    ${letters} letters of «${printable(title)}» (${index}, ${printable(document)}): of the changes that ${a} has, ${counts.common} of ${ofA} stand in ${b} too; of those that ${b} has, ${counts.common} of ${ofB} in ${a}`;
}

function directionLine(giver: string, taker: string, { bits, through }: DirectionEvidence): string {
  const by = through.length > 0 ? `, by way of ${through.map(printable).join(', ')}` : '';
  return `    the text of ${giver} was taken, not that of ${taker}${by}: ${Math.round(2 ** bits)} times as likely as what explains the changes next best`;
}

function evidenceLine({ a, b, from }: FilePair, evidence: PairEvidence): string {
  const [nameA, nameB] = [printable(a), printable(b)];
  switch (evidence.kind) {
    case 'passage': {
      const [inA, inB] = [evidence.a, evidence.b].map(({ start, end }) => `${start}–${end}`);
      return `    ${evidence.letters} letters that nothing explains: ${inA} of ${nameA}, ${inB} of ${nameB}`;
    }
    case 'changes':
      return changesLine(nameA, nameB, evidence);
    case 'direction':
      return from === 'b' ? directionLine(nameB, nameA, evidence) : directionLine(nameA, nameB, evidence);
  }
}

function pairLines(pair: FilePair): string[] {
  const arrow = pair.from === null ? '–' : pair.from === 'a' ? '→' : '←';
  const head = `  ${printable(pair.a)} ${arrow} ${printable(pair.b)}: ${pair.letters} letters in common`;
  return [head, ...pair.evidence.map((evidence) => evidenceLine(pair, evidence))];
}

function textAnswer({ files, pairs, groups }: Comparison): string {
  return [
    `${several(files.length, 'file')}, ${several(pairs.length, 'pair')}, ${several(groups.length, 'group')}`,
    ...pairs.flatMap(pairLines),
    ...groups.map((members, i) => `  group ${i + 1}: ${members.map(printable).join(', ')}`),
    ...files.map(
      ({ file, letters, share }) =>
        `  ${printable(file)}: ${percent(share)} of ${letters} Han letters also stand in known essays`,
    ),
  ].join('\n');
}

/** What a comparison says, in a format; without a final line break. Numbers joined by – are UTF-16 offsets. */
export function comparisonAnswer(comparison: Comparison, format: Exclude<Format, 'html'>): string {
  switch (format) {
    case 'text':
      return textAnswer(comparison);
    case 'json':
      return comparisonJson(comparison);
    case 'csv':
      return comparisonCsv(comparison).trimEnd();
  }
}
