import { runIndex } from './run-index.ts';

process.exitCode = runIndex(process.argv.slice(2), {
  // npm runs scripts in the project's folder; INIT_CWD is where the user stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
