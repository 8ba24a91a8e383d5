import { runCheck } from './run-check.ts';
import { ignoreStrayErrorsOfPdf } from './stray-errors.ts';
import { write } from './write.ts';

ignoreStrayErrorsOfPdf();
process.exitCode = await runCheck(process.argv.slice(2), {
  // npm runs scripts in the project's folder; INIT_CWD is the folder in which the user called it.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  out: (line) => write(1, `${line}\n`),
  err: (line) => write(2, `${line}\n`),
});
