// Question: if an index were so large that a page asks a host for parts of it, how often would it ask, and for how many parts?
// (docs/scale.md.) A page asks where two shingles of a filter stand within 100 letters of each other; the filter holds a quarter of
// the indexed shingles, by their hash. Aims: at most one unrelated page in twenty asks, and 98 of a hundred pages with a passage of
// the index do.
// usage: npm run bench prefixes [-- --large]
import { readFileSync } from 'node:fs';
import { firstEntry, type Index } from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { bytesOf, fingerprints } from '../../src/fingerprint/hash.ts';
import { normalise } from '../../src/text/normalise.ts';
import { unrelatedPages } from '../quality/labelled-pages.ts';
import { table } from '../quality/table.ts';
import { aim } from './engine-parts.ts';
import { chosenCorpora, hasScale, indexFile, plantedPages, SEEDS } from './scale-corpora.ts';

/** The lower bits of a hash that are zero in the filter: a quarter. The upper ones name the part. */
const FILTERED = 3;

/** Letters within which two shingles of the filter have to stand. */
const WITHIN = 100;

/** Letters without such a pair after which another passage begins, which asks by itself. */
const APART = 400;

/** Passages of a text that would ask. Shingles of one hash count once: a page may repeat a phrase. */
function askingPassages(text: string, index: Index): number {
  const hashes = fingerprints(bytesOf(normalise(text).codes), index.sampling.shingle);
  let passages = 0;
  let asked = -APART;
  let [before, hashBefore] = [-WITHIN, -1];
  for (const [at, hash] of hashes.entries()) {
    if ((hash & FILTERED) !== 0 || hash === hashBefore || firstEntry(index, hash) < 0) continue;
    if (at - before < WITHIN) {
      if (at - asked >= APART) passages++;
      asked = at;
    }
    [before, hashBefore] = [at, hash];
  }
  return passages;
}

const share = (counts: readonly number[]): number => counts.filter((count) => count > 0).length / counts.length;

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

if (hasScale()) {
  const unrelated = unrelatedPages();
  // A dense index needs no parts: it has four megabytes at most.
  const sparse = chosenCorpora().filter(({ name }) => name !== 'R1k');
  const rows = sparse.map((corpus) => {
    const index = readIndex(new Uint8Array(readFileSync(indexFile(corpus).file)).buffer, corpus.name);
    const clean = unrelated.map(({ text }) => askingPassages(text, index));
    const planted = plantedPages(corpus, SEEDS[0]).pages.map(({ text }) => askingPassages(text, index));
    aim(`${corpus.name}: part of unrelated pages that ask (0.05)`, share(clean), share(clean) <= 0.05);
    aim(`${corpus.name}: part of pages with a passage that ask (0.98)`, share(planted), share(planted) >= 0.98);
    const each = planted.reduce((sum, count) => sum + count, 0) / planted.length;
    return [corpus.name, percent(share(clean)), percent(share(planted)), each.toFixed(1)];
  });
  console.log(
    table([['index', 'unrelated pages that ask', 'pages with a passage that ask', 'passages that ask, each'], ...rows]),
  );
} else console.log('skipped: ../shared/scale, corpus, eval or class is not there');
