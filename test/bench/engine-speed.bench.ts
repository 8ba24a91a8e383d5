// Question: how fast does the engine check clean Chinese news, beside a fingerprinting peer and beside a bare normalisation?
// Aims: 25 times `@dodona/dolos-core` or more, 0.3 times `String.prototype.normalize('NFKC')` or more, in one run.
import { File, FingerprintIndex, Region, TokenizedFile, WinnowFilter } from '@dodona/dolos-core';
import { findMatches } from '../../src/match/find-matches.ts';
import { aim, best, corpusTexts, pagesOf, shippedIndex, timed } from './engine-parts.ts';

const ROUNDS = 25;
/** Every so many pages go through dolos: it is slow, and speeds are compared by the character. */
const DOLOS_STEP = 8;

const index = shippedIndex();
const news = pagesOf('../shared/eval/clean.jsonl', /^clean-(official-covid|press1998)$/);
if (!news) console.log('../shared is not there: measured on the fixtures’ own clean pages instead of news');
const pages = (news ?? pagesOf('test/fixtures/labelled-pages.jsonl', /^clean-own$/) ?? []).map(({ text }) => text);
const fewPages = pages.filter((_, i) => i % DOLOS_STEP === 0);

/** A text as dolos wants it, one character a token. */
function tokenized(path: string, text: string): TokenizedFile {
  const tokens = text.split('');
  return new TokenizedFile(
    new File(path, text),
    tokens,
    tokens.map((_, i) => new Region(0, i, 0, i + 1)),
  );
}

/** What dolos does to check pages: tokens, fingerprints into an index that holds the corpus, a pair with each document. */
function dolosChecks(): number {
  const dolos = new FingerprintIndex(8, 8);
  const corpus = (corpusTexts(index) ?? pages).map((text, i) => tokenized(`document ${i}`, text));
  dolos.addFiles(corpus);
  return timed(() => {
    for (const text of fewPages) {
      const page = tokenized('page', text);
      dolos.addFiles([page]);
      for (const document of corpus) dolos.getPair(page, document);
    }
  });
}

const tokens = fewPages.map((text) => text.split(''));
const winnow = new WinnowFilter(8, 8);

const charactersOf = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + length, 0);

interface Way {
  readonly name: string;
  readonly texts: readonly string[];
  /** One round, in ms. */
  readonly round: () => number;
}

const ways: readonly Way[] = [
  { name: 'engine', texts: pages, round: () => timed(() => pages.map((text) => findMatches(text, index).length)) },
  { name: 'NFKC', texts: pages, round: () => timed(() => pages.map((text) => text.normalize('NFKC').length)) },
  { name: 'dolos', texts: fewPages, round: dolosChecks },
  {
    name: 'dolos, fingerprints alone',
    texts: fewPages,
    round: () => timed(() => tokens.map((page) => winnow.fingerprints(page).length)),
  },
];

// Ways take turns, so that a busy moment of the machine meets all of them; the first rounds warm up and are dropped.
const times = ways.map(() => [] as number[]);
for (let round = -2; round < ROUNDS; round++) {
  ways.forEach((way, i) => {
    const ms = way.round();
    if (round >= 0) times[i]!.push(ms);
  });
}
const speeds = ways.map((way, i) => charactersOf(way.texts) / best(times[i]!) / 1000);
console.log(`${pages.length} pages, ${charactersOf(pages)} characters; best of ${ROUNDS} rounds, million characters/s`);
ways.forEach(({ name }, i) => {
  console.log(`  ${name.padEnd(28)} ${speeds[i]!.toFixed(2)}`);
});
const [engine, nfkc, dolos, winnowing] = speeds as [number, number, number, number];
aim('times the speed of dolos, aim 25', engine / dolos, engine / dolos >= 25);
aim('times the speed of NFKC, aim 0.3', engine / nfkc, engine / nfkc >= 0.3);
console.log(`(times the speed of dolos’s fingerprints alone: ${(engine / winnowing).toFixed(2)})`);
