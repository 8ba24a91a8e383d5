// Question: what does the shipped index weigh, section by section, and how long does opening it take?
// Aim: under 8 bytes a letter of the corpus.
import { HEADER_BYTES, SECTION, SECTION_ROW_BYTES } from '../../src/corpus/format.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { aim, best, indexBytes, timed } from './engine-parts.ts';

const ROUNDS = 25;

const bytes = indexBytes();
const { letterCount, essays } = readIndex(bytes, 'shipped');
const names = new Map<number, string>(Object.entries(SECTION).map(([name, id]) => [id, name]));

/** The id and length in bytes of each section, as the file's own table has them. */
function sections(file: DataView): [id: number, length: number][] {
  const rows = Array.from({ length: file.getUint32(24, true) }, (_, i) => HEADER_BYTES + i * SECTION_ROW_BYTES);
  return rows.map((row) => [file.getUint32(row, true), file.getUint32(row + 12, true)]);
}

console.log(`${essays.length} essays, ${letterCount} letters, ${bytes.byteLength} bytes`);
for (const [id, length] of sections(new DataView(bytes))) {
  const name = names.get(id) ?? `section ${id}`;
  console.log(`  ${name.padEnd(16)} ${`${length}`.padStart(8)} bytes  ${(length / letterCount).toFixed(2)} a letter`);
}
aim('bytes a letter, aim under 8', bytes.byteLength / letterCount, bytes.byteLength / letterCount < 8);

const opening = Array.from({ length: ROUNDS }, () => timed(() => readIndex(bytes, 'shipped')));
console.log(`opening it: ${opening[0]!.toFixed(1)} ms cold, ${best(opening).toFixed(1)} ms warm`);
const first = timed(() => findMatches('春眠不觉晓，处处闻啼鸟。'.repeat(2000), readIndex(bytes, 'shipped')));
console.log(`opening it and checking a first page of 24,000 characters: ${first.toFixed(1)} ms`);
