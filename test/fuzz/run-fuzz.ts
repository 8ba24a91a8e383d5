import { fuzz } from './fuzz.ts';
import { TARGETS } from './targets/all.ts';

/*
 * npm run fuzz [TARGET…]: feeds the targets with hostile input, one after another, and prints what was found, each with the seed that
 * repeats it. FUZZ_RUNS executions each (2,000), no longer than FUZZ_MINUTES each (10), from FUZZ_SEED on (the time).
 */

const numberIn = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => TARGETS.every((target) => target.name !== name));
if (unknown.length > 0) {
  console.error(`no target is called ${unknown.join(', ')}; there are ${TARGETS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const seed = numberIn('FUZZ_SEED', Date.now() % 2 ** 31);
const plan = { seed, runs: numberIn('FUZZ_RUNS', 2_000), time: numberIn('FUZZ_MINUTES', 10) * 60_000 };
console.log(`seed ${seed}, ${plan.runs} runs a target`);
let isClean = true;
for (const { name } of TARGETS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const before = Date.now();
  const { runs, letIn, slowest, findings } = await fuzz({ ...plan, target: name });
  const seconds = Math.round((Date.now() - before) / 1_000);
  console.log(
    `${name}: ${runs} runs in ${seconds} s, ${letIn} let in, slowest ${Math.round(slowest)} ms, ${findings.length} findings`,
  );
  for (const finding of findings)
    console.log(`  FUZZ_SEED=${finding.seed} FUZZ_RUNS=1 npm run fuzz ${name}\n  ${finding.what}`);
  isClean &&= findings.length === 0 && runs > 0;
}
process.exitCode = isClean ? 0 : 1;
