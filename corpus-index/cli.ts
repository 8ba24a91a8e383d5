import { runIndex } from './run-index.ts';

/** Exit code of an interrupted command: 128 plus the number of SIGINT, by the convention of shells. */
const INTERRUPTED = 130;

/** Commands that check the signal. The others run synchronously, so a listener would delay a signal until they end. */
const INTERRUPTIBLE = ['build', 'merge'];

const args = process.argv.slice(2);
const interruption = new AbortController();
if (INTERRUPTIBLE.includes(args[0] ?? '')) {
  // A second signal ends the process at once, as without these listeners.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Error('interrupted: nothing was written')));
}

const code = await runIndex(args, {
  // npm runs scripts in the project's folder; INIT_CWD is the folder in which the user called it.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  signal: interruption.signal,
});
process.exitCode = interruption.signal.aborted ? INTERRUPTED : code;
