import linter, { type Message } from 'addons-linter';
import project from '../package.json' with { type: 'json' };
import { EXPLAINED, type Explained } from './explained-warnings.ts';

// usage: npm run lint:store   Mozilla's linter over the packed extension for Firefox (npm run zip); fails on anything that is not explained

const PACKED = `.output/${project.name}-${project.version}-firefox.zip`;

/** The linter's options as its command line sets them; it prints nothing itself. */
const QUIET = {
  logLevel: 'fatal',
  stack: false,
  pretty: false,
  warningsAsErrors: false,
  metadata: false,
  output: 'none',
  boring: true,
  selfHosted: false,
};

/** Names of bundled files end in a hash of their content. */
const withoutHash = (file = ''): string => file.replace(/-[\w-]{8}(?=\.\w+$)/u, '');

const explains = (one: Explained, { code, file }: Message): boolean =>
  one.code === code && one.file === withoutHash(file);

async function messagesOf(packed: string): Promise<Message[]> {
  const { errors, warnings, notices } = await linter
    .createInstance({ config: { _: [packed], ...QUIET }, runAsBinary: false })
    .run();
  return [...errors, ...warnings, ...notices];
}

const messages = await messagesOf(PACKED);
const unexplained = messages.filter((message) => !EXPLAINED.some((one) => explains(one, message)));
const outdated = EXPLAINED.filter((one) => !messages.some((message) => explains(one, message)));
for (const { code, file, line, message } of unexplained)
  console.error(
    `${code} ${file ?? PACKED}:${line ?? ''} ${message} — mend it, or explain it in store/explained-warnings.ts`,
  );
for (const { code, file } of outdated)
  console.error(`${code} ${file} is explained but not said any more: remove it from store/explained-warnings.ts`);
console.log(
  `${messages.length} messages of the linter on ${PACKED}, ${messages.length - unexplained.length} explained`,
);
if (unexplained.length + outdated.length > 0) process.exitCode = 1;
