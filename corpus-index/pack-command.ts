import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packIndexName } from '../src/corpus/essay-ref.ts';
import { readIndex } from '../src/corpus/read-index.ts';
import { checkIds, type PackTexts } from '../src/packs/check-part.ts';
import { idsIn, type MadePart, makePart, manifestOf, type PackFacts } from '../src/packs/make-pack.ts';
import type { Manifest } from '../src/packs/manifest.ts';
import { type CheckedPack, readPack, writePack } from '../src/packs/pack-file.ts';
import { type JoinedPart, rebase } from '../src/packs/rebase.ts';
import { blobOf, bufferOf, readKey, writeBlob } from './pack-files.ts';
import { documentsInLines } from './read-lines.ts';
import type { Surroundings } from './surroundings.ts';
import { needed } from './usage.ts';

const text = { type: 'string' } as const;

const OPTIONS = {
  out: text,
  after: text,
  withdraw: text,
  rebase: { type: 'boolean' },
  'without-letter-tables': { type: 'boolean' },
  texts: text,
  key: text,
  pack: text,
  name: text,
  maker: text,
  version: text,
  date: text,
  licence: text,
  homepage: text,
  'made-from': text,
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

type Values = ReturnType<typeof parse>['values'];

/** What the options say of the pack; what they leave out is as in the version before. */
function factsOf(values: Values, before: Manifest | null): PackFacts {
  return {
    pack: values.pack ?? before?.pack ?? needed(undefined, '--pack'),
    name: values.name ?? before?.name ?? needed(undefined, '--name'),
    maker: values.maker ?? before?.maker ?? '',
    version: Number(values.version ?? (before?.version ?? 0) + 1),
    date: values.date ?? new Date().toISOString().slice(0, 10),
    licence: values.licence ?? before?.licence ?? '',
    homepage: values.homepage ?? before?.homepage ?? '',
    madeFrom: values['made-from'] ?? before?.madeFrom ?? '',
  };
}

async function textsByDocument(path: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { name, text } of documentsInLines(path)) texts.set(name, text);
  return texts;
}

/** The texts of an index's essays, each of which must be a document of its own: matches name places in the document. */
function textsFor(bytes: ArrayBuffer, documents: ReadonlyMap<string, string>): PackTexts {
  const { essays } = readIndex(bytes, packIndexName('new'));
  const entries = essays.map(({ id, document }): [string, string] => {
    const found = documents.get(document);
    if (found === undefined) throw new Error(`--texts has no text of ${document}: give the corpus of the index`);
    return [id, found];
  });
  if (new Set(essays.map(({ document }) => document)).size < essays.length)
    throw new Error('--texts: some documents have several essays: give a corpus with one essay a line');
  return Object.fromEntries(entries);
}

/** The parts of the version before, and the new ones. */
interface GivenParts {
  readonly before: readonly JoinedPart[];
  readonly added: readonly JoinedPart[];
}

function partsOf(
  files: readonly string[],
  before: CheckedPack | null,
  texts: ReadonlyMap<string, string> | null,
): GivenParts {
  const added = files.map((file): JoinedPart => {
    const bytes = bufferOf(file);
    return { bytes, ids: idsIn(bytes), texts: texts && textsFor(bytes, texts) };
  });
  return { before: before?.parts ?? [], added };
}

const isBarePack = (values: Values, before: Manifest | null): boolean =>
  values['without-letter-tables'] ?? before?.letterTables === false;

function rebased(parts: readonly JoinedPart[], withdrawn: readonly string[], isBare: boolean): JoinedPart[] {
  const one = rebase(parts, withdrawn, isBare);
  if (!one) throw new Error('every essay of the pack is withdrawn: remove the pack instead');
  return [{ ...one, ids: idsIn(one.bytes) }];
}

function idsInFile(path: string): string[] {
  const ids = readFileSync(path, 'utf8').split('\n');
  return ids.map((id) => id.trim()).filter((id) => id !== '');
}

/** The parts that a pack consists of, and the ids that are withdrawn of them. */
interface Plan {
  readonly parts: readonly JoinedPart[];
  readonly withdrawn: readonly string[];
}

function plan(values: Values, cwd: string, given: GivenParts, before: Manifest | null): Plan {
  const now = values.withdraw === undefined ? [] : idsInFile(resolve(cwd, values.withdraw));
  const withdrawn = [...new Set([...(before?.withdrawn ?? []), ...now])];
  const parts = [...given.before, ...given.added];
  checkIds(parts, withdrawn);
  const isBare = isBarePack(values, before);
  if (values.rebase) return { parts: rebased(parts, withdrawn, isBare), withdrawn: [] };
  if (isBare && before?.letterTables)
    throw new Error('the pack has letter tables so far: give --rebase to make all of it without them');
  // Each new index by itself, as parts are only ever added to a pack.
  const added = isBare ? given.added.flatMap((part) => rebased([part], [], true)) : given.added;
  return { parts: [...given.before, ...added], withdrawn };
}

function piecesOf(made: readonly MadePart[]): Map<string, ArrayBuffer> {
  return new Map(made.flatMap(({ pieces }) => [...pieces]));
}

/**
 * `index pack`: makes a pack of index files, or the next version of a pack: its parts, the new ones after them, and a list of the
 * withdrawn essays. Rejects with an Error for faulty input, a PackError where the version before is damaged.
 */
export async function pack(args: readonly string[], { cwd, out }: Surroundings): Promise<number> {
  const { values, positionals } = parse(args);
  const file = resolve(cwd, needed(values.out, '--out'));
  const before = values.after === undefined ? null : await readPack(blobOf(resolve(cwd, values.after)));
  if (positionals.length === 0 && !before) throw new Error('no index to make a pack of is given: build one first');
  if (values.texts !== undefined && isBarePack(values, before?.manifest ?? null))
    throw new Error('--texts says what letter tables are left out for: give one of the two');
  const texts = values.texts === undefined ? null : await textsByDocument(resolve(cwd, values.texts));
  const indexes = positionals.map((path) => resolve(cwd, path));
  const given = partsOf(indexes, before, texts);
  const { parts, withdrawn } = plan(values, cwd, given, before?.manifest ?? null);
  const made: MadePart[] = [];
  for (const part of parts) made.push(await makePart(part.bytes, part.texts));
  const manifest = manifestOf(
    factsOf(values, before?.manifest ?? null),
    made.map(({ part }) => part),
    withdrawn,
    !isBarePack(values, before?.manifest ?? null),
  );
  const key = values.key === undefined ? null : readKey(resolve(cwd, values.key));
  const blob = await writePack(manifest, piecesOf(made), key);
  await writeBlob(file, blob);
  out(`${file}: version ${manifest.version}, ${manifest.essays} essays in ${made.length} parts, ${blob.size} bytes`);
  return 0;
}
