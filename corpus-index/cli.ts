import { runIndex } from './run-index.ts';

/** The exit code of a command that was interrupted: 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** Commands that ask the signal. The others run without a pause, so that a listener would keep a signal waiting to their end. */
const INTERRUPTIBLE = ['build', 'merge'];

const args = process.argv.slice(2);
const interruption = new AbortController();
if (INTERRUPTIBLE.includes(args[0] ?? '')) {
  // A second signal ends the process at once, as it would without these listeners.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Error('interrupted: nothing was written')));
}

const code = await runIndex(args, {
  // npm runs scripts in the project's folder; INIT_CWD is where the user stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  signal: interruption.signal,
});
process.exitCode = interruption.signal.aborted ? INTERRUPTED : code;
