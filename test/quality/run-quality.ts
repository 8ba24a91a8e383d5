import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { missedAims } from './aims.ts';

import { classScores, classTable, hasClasses, missedClassAims } from './class-scores.ts';
import { engineScores } from './engine-scores.ts';
import { commitFigures, committedFigures, fallen, figuresOf } from './figures.ts';
import { hasShared } from './labelled-pages.ts';
import { peerScores } from './peers.ts';
import { runCurves } from './run-curves.ts';
import { scoreTable } from './table.ts';

const USAGE = `usage: npm run quality [-- --update]
       npm run quality -- --curves [--large] [FILE.svg]

Scores the engine on the labelled pages of ../shared/eval or, without it, on the fixtures; and check --compare on twenty
classes made from ../shared/class; both beside simple peers.
  --update  writes the figures to test/quality/figures.json
  --curves  instead: what the evidence of true and false candidates came to, as the thresholds were chosen by, in the
            shipped index and in larger ones; --large adds 100,000 essays, which takes minutes
exit code: 0, 1 where an aim is missed or a figure fell since the committed ones, 2 for a call that is at fault`;

/** npm runs scripts in the project's folder; INIT_CWD is where the user stands. */
const cwd = process.env.INIT_CWD ?? process.cwd();

function report(title: string, lines: readonly string[], none: string): void {
  console.log(lines.length === 0 ? none : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** Prints how well classes are compared. Returns the aims missed. */
async function scoreClasses(): Promise<string[]> {
  const scores = await classScores();
  console.log(`\n${classTable(scores)}`);
  return missedClassAims(scores.get('check')!);
}

async function score(update: boolean): Promise<void> {
  if (!hasShared()) console.log('../shared is not there: scored on the fixtures, without peers');
  const [scores, peers] = await Promise.all([engineScores(), hasShared() ? peerScores() : new Map()]);
  console.log(scoreTable(scores, peers));
  const missed = [...scores.flatMap(missedAims), ...(hasClasses() ? await scoreClasses() : [])];
  const figures = figuresOf(scores);
  const worse = fallen(figures, committedFigures());
  report('\naims missed:', missed, '\nall aims hold');
  report('worse than the committed figures:', worse, 'nothing fell since the committed figures');
  if (update) commitFigures(figures);
  process.exitCode = missed.length + (update ? 0 : worse.length) > 0 ? 1 : 0;
}

async function main(args: readonly string[]): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { curves: flag, large: flag, update: flag, help: { ...flag, short: 'h' } },
  });
  if (values.help) console.log(USAGE);
  else if (values.curves) runCurves(positionals[0] === undefined ? null : resolve(cwd, positionals[0]));
  else await score(values.update);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`deja-lu: ${(error as Error).message}\n${USAGE}`);
  process.exitCode = 2;
}
