import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './parts.ts';

/** Licences that let us ship what is under them as we do: with their text, and nothing else asked. SPDX expressions. */
const ACCEPTED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unicode-3.0'];

const LICENCE_FILE = /^(?:licen[cs]e|copying)(?:[.-].*)?$/iu;

/** What the Apache licence asks to be passed on. */
const NOTICE_FILE = /^notice(?:\.(?:txt|md))?$/iu;

const LINE = '='.repeat(80);

/** A part of the notices: what it is of, under which licence, and the licence's text. */
interface Notice {
  readonly name: string;
  readonly licence: string;
  readonly text: string;
}

/** What the notices are made from. */
export interface Shipped {
  /** Folders of packages of which something is shipped. */
  readonly folders: Iterable<string>;
  readonly parts: readonly Part[];
  /** Files with the licence of packages to take instead of their own, by the package's name. */
  readonly texts: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(file, 'utf8').trim();

function textsIn(folder: string): string[] {
  const names = readdirSync(folder).sort();
  return [LICENCE_FILE, NOTICE_FILE]
    .flatMap((kind) => names.filter((name) => kind.test(name)))
    .map((name) => read(join(folder, name)));
}

function packageText(name: string, folder: string, elsewhere: string | undefined): string {
  const text = elsewhere ? read(elsewhere) : textsIn(folder).join('\n\n');
  if (text) return text;
  throw new Error(`${name} comes without its licence's text: name a file that has it in store/notices/parts.ts.`);
}

function packageNotice(folder: string, texts: Shipped['texts']): Notice {
  const { name, version, license } = JSON.parse(read(join(folder, 'package.json')));
  return { name: `${name} ${version}`, licence: String(license), text: packageText(name, folder, texts[name]) };
}

function partNotice(part: Part): Notice {
  if (!existsSync(part.text))
    throw new Error(`The licence of ${part.name} should stand in ${part.text}, which is not there.`);
  return { ...part, name: part.inside ? `${part.name} (in ${part.inside})` : part.name, text: read(part.text) };
}

function check({ name, licence }: Notice): void {
  if (!ACCEPTED.includes(licence))
    throw new Error(
      `${name} is under "${licence}", which is none of ${ACCEPTED.join(', ')}. Read it, then add it or leave the package out.`,
    );
}

/** Parts of packages that are not shipped any more would be notices of nothing. */
function checkInside(parts: readonly Part[], folders: readonly string[]): void {
  const gone = parts.find(
    ({ inside }) => inside && !folders.some((folder) => folder.endsWith(`/node_modules/${inside}`)),
  );
  if (gone) throw new Error(`${gone.inside} is not shipped any more: remove "${gone.name}" from parts.ts.`);
}

const byName = (a: Notice, b: Notice): number => (a.name < b.name ? -1 : Number(a.name > b.name));

const written = ({ name, licence, text }: Notice): string =>
  `${LINE}\n${name}\nLicence: ${licence}\n${LINE}\n\n${text.replace(/\r\n?/gu, '\n')}\n`;

/**
 * The notices of all that is shipped and not ours, sorted by name, as plain text.
 *
 * @throws Error where a licence is none of the accepted ones, its text is missing, or a part's package is not shipped
 */
export function writeNotices({ folders, parts, texts }: Shipped): string {
  const packages = [...folders];
  checkInside(parts, packages);
  const notices = [...packages.map((folder) => packageNotice(folder, texts)), ...parts.map(partNotice)].sort(byName);
  for (const each of notices) check(each);
  return `Déjà Lu contains these works of others, each under its own licence.\n\n${notices.map(written).join('\n')}`;
}
