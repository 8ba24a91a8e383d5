import { readFileSync } from 'node:fs';
import { openWords } from '../../../src/cli/open-words.ts';
import { type Comparison, compareFiles } from '../../../src/comparison/compare-files.ts';
import { comparedWithIndexes } from '../../../src/report/compared.ts';
import { comparisonCsv, comparisonJson } from '../../../src/report/comparison-files.ts';
import { dossierHtml } from '../../../src/report/dossier.ts';
import { signsOf } from '../../../src/report/file-signs.ts';
import { readWording } from '../../../src/wording/wording-file.ts';
import { ownIndex } from '../../own-essays.ts';
import type { Random } from '../random.ts';
import { must, type Target } from '../target.ts';
import { adversarialText, anyUnits } from '../texts.ts';

const WORDING = new URL('../../../corpus-index/built/wording.bin', import.meta.url);

/** Spreadsheets take a cell that begins so for a formula. */
const FORMULA = /(?:^|,|\n)"?[=+\-@＝＋－＠;；](?!\d)/u;

function filesOf(random: Random): { name: string; text: string }[] {
  const shared = adversarialText(random, 400);
  return random.many(1 + random.small(5), (i) => {
    const own = adversarialText(random, 400);
    return {
      name: `${random.pick(['', '=1+1', '<b>', '"', '甲,乙', '\u0000'])}${i}`,
      text: random.once(3) ? anyUnits(random, 200) : shared + own,
    };
  });
}

function finish(steps: ReturnType<typeof compareFiles>): Comparison {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    must(step.value.done <= step.value.of, 'no more is done than there is');
  }
}

/** Comparison of files with one another, and its files. */
export const comparison: Target = {
  name: 'comparison',
  limit: 4_000,
  async open() {
    const known = [ownIndex()];
    const model = readWording(readFileSync(WORDING));
    const words = openWords('zh_CN');
    return (random) => {
      const files = filesOf(random);
      const given = random.once(2) ? [adversarialText(random, 200)] : [];
      const compared = finish(compareFiles(files, { known, given, wording: model, many: 2 + random.below(4) }));
      const textOf = (name: string) => files.find((file) => file.name === name)!.text;
      for (const { a, b, evidence } of compared.pairs) {
        for (const each of evidence) {
          if (each.kind !== 'passage') continue;
          must(each.a.end <= textOf(a).length && each.b.end <= textOf(b).length, 'a passage lies in its files');
          must(each.a.start < each.a.end && each.b.start < each.b.end, 'a passage has letters');
        }
      }
      must(!FORMULA.test(comparisonCsv(compared)), 'no cell is a formula');
      JSON.parse(comparisonJson(compared));
      const traces = { template: '<i>', revisions: ['<i>'] };
      const signed = files.map((file) => ({ ...file, signs: signsOf(file.text, []), author: '<i>', traces }));
      const html = dossierHtml({
        ...{ comparison: compared, compared: comparedWithIndexes(known), signed, notRead: [], textOf },
        ...{ words, when: new Date(0), pseudonyms: random.once(2), given: { files: [], texts: given } },
      });
      must(!html.includes('<i>') && !html.includes('<b>1'), 'names are no markup');
      return compared.pairs.length > 0;
    };
  },
};
