// Question: how long does it take to compare the files of a class with one another and with the shipped index?
// Aims: 40 files of 1,000 characters in 5 s, 200 in 60 s, also where all of them quote one text.
import { readFileSync } from 'node:fs';
import { compareFiles } from '../../src/comparison/compare-files.ts';
import type { ClassFile } from '../../src/comparison/compared-file.ts';
import { readWording } from '../../src/wording/wording-file.ts';
import { aim, pathOf, shippedIndex } from './engine-parts.ts';
import { pupilsText } from './pupils-text.ts';

const CHARACTERS = 1000;
const index = shippedIndex();
const wording = readWording(new Uint8Array(readFileSync(pathOf('corpus-index/built/wording.bin'))));

const source = pupilsText();

/** Files that follow one another in the source; after its end they begin again some way in. Each has `common` letters that all have. */
function filesOf(count: number, common: number): ClassFile[] {
  const own = CHARACTERS - common;
  return Array.from({ length: count }, (_, i) => {
    const start = (i * (own + 37)) % (source.length - own);
    return { name: `${i}`, text: source.slice(0, common) + source.slice(start, start + own) };
  });
}

/** Seconds that a comparison takes, the longest time between two steps, and its pairs. */
function measured(files: readonly ClassFile[]): { seconds: number; longest: number; pairs: number } {
  const steps = compareFiles(files, { known: [index], given: [], wording, many: files.length });
  const begin = performance.now();
  let longest = 0;
  for (let last = begin; ; ) {
    const next = steps.next();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (next.done) return { seconds: (now - begin) / 1000, longest, pairs: next.value.pairs.length };
  }
}

for (const [count, common, most] of [
  [40, 0, 5],
  [200, 0, 60],
  [200, 400, 60],
] as const) {
  const { seconds, longest, pairs } = measured(filesOf(count, common));
  console.log(
    `${count} files, ${common} letters in all of them: ${pairs} pairs, longest step ${longest.toFixed(0)} ms`,
  );
  aim(`seconds for ${count} files`, seconds, seconds <= most);
}
