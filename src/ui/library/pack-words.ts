import { inKey, type Words } from '../../locale/words.ts';
import { piecesOf } from '../../packs/manifest.ts';
import type { PackRecord, UpdateProblem } from '../../packs/records.ts';

/** Why a pack was refused or could not be fetched, and what to do. */
export function packProblem(problem: UpdateProblem, words: Words): string {
  return words.say(`packProblem_${inKey(problem)}`);
}

/** Bytes in kilobytes or megabytes. */
export function sizeWords(bytes: number, words: Words): string {
  return bytes < 1e6
    ? `${words.number(Math.ceil(bytes / 1e3))} kB`
    : `${words.number(Math.round(bytes / 1e5) / 10)} MB`;
}

/** What a pack holds, in one line: maker, version, date, essays, letters, size. */
export function packFacts({ manifest }: PackRecord, words: Words): string {
  const { maker, version, date, essays, parts, licence } = manifest;
  const letters = parts.reduce((sum, part) => sum + part.letters, 0);
  const bytes = piecesOf(manifest).reduce((sum, piece) => sum + piece.bytes, 0);
  const named = words.say('packVersion', String(version), date);
  const sizes = [words.count('libraryEssays', essays), words.count('letters', letters), sizeWords(bytes, words)];
  return [maker, named, ...sizes, licence].filter((fact) => fact !== '').join(' · ');
}
