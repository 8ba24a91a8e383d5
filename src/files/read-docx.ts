import { decode } from './decode.ts';
import { InputError } from './input-error.ts';
import { parsePart } from './parse-parts.ts';
import type { FileFacts, FileTraces, ReadText, Unread } from './read-text.ts';
import { unpack } from './unpack.ts';
import { attribute, WordStyles, wordName } from './word-styles.ts';
import { WordText } from './word-text.ts';
import { type ZipEntry, zipDirectory } from './zip-directory.ts';

/** The most bytes of one part: ten million letters with their markup, more than Word opens. */
const MOST_PART_BYTES = 64 * 2 ** 20;
/** The most bytes of all parts that are read. */
const MOST_BYTES = 128 * 2 ** 20;

const CONTENT_TYPES = '[Content_Types].xml';
const FACTS_PART = 'docProps/core.xml';
const PROGRAM_PART = 'docProps/app.xml';

/** The most revision ids of a document that are kept: more sessions than any essay takes. */
const MOST_REVISIONS = 5000;

/** The kinds of parts, by the end of their content type, in the order in which their text is given. */
const PART_TYPES = {
  styles: /wordprocessingml\.styles\+xml$/u,
  main: /(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml$/u,
  notes: /wordprocessingml\.(?:footnotes|endnotes)\+xml$/u,
  margins: /wordprocessingml\.(?:header|footer)\+xml$/u,
  comments: /wordprocessingml\.comments\+xml$/u,
  settings: /wordprocessingml\.settings\+xml$/u,
} as const;

type PartType = keyof typeof PART_TYPES;

/** The parts of an Office document: unpacks them by name, and no more than a document may hold. */
class Parts {
  readonly #archive: Uint8Array;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  #left = MOST_BYTES;

  constructor(archive: Uint8Array) {
    this.#archive = archive;
    this.#entries = new Map(zipDirectory(archive).map((entry) => [entry.name, entry]));
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  xml(name: string): string {
    const entry = this.#entries.get(name);
    if (!entry) throw new InputError('damaged', `is a damaged document: it lacks ${name}; save it again`);
    const bytes = unpack(this.#archive, entry, Math.min(MOST_PART_BYTES, this.#left));
    this.#left -= bytes.length;
    return decode(bytes, 'xml').text;
  }

  /** The names of parts of a type, in the order of the list of content types. */
  named(): Map<PartType, string[]> {
    const names = new Map<PartType, string[]>(Object.keys(PART_TYPES).map((type) => [type as PartType, []]));
    parsePart(CONTENT_TYPES, this.xml(CONTENT_TYPES), {
      open: (tag) => {
        const contentType = attribute(tag, 'ContentType') ?? '';
        const name = attribute(tag, 'PartName')?.replace(/^\//u, '');
        for (const [type, list] of names) {
          if (name !== undefined && PART_TYPES[type].test(contentType) && this.has(name)) list.push(name);
        }
      },
      close: () => {},
    });
    return names;
  }
}

function readFacts(parts: Parts): FileFacts {
  const facts = { title: '', author: '', date: '' };
  if (!parts.has(FACTS_PART)) return facts;
  let field: keyof FileFacts | undefined;
  const fields: Readonly<Record<string, keyof FileFacts>> = { title: 'title', creator: 'author', created: 'date' };
  parsePart(FACTS_PART, parts.xml(FACTS_PART), {
    open: ({ local }) => {
      field = Object.hasOwn(fields, local) ? fields[local] : undefined;
    },
    close: () => {
      field = undefined;
    },
    text: (text) => {
      if (field) facts[field] += text.trim();
    },
  });
  return { ...facts, date: facts.date.slice(0, 'YYYY-MM-DD'.length) };
}

function readTemplate(parts: Parts): string {
  let template = '';
  let isTemplate = false;
  if (!parts.has(PROGRAM_PART)) return template;
  parsePart(PROGRAM_PART, parts.xml(PROGRAM_PART), {
    open: ({ local }) => {
      isTemplate = local === 'Template';
    },
    close: () => {
      isTemplate = false;
    },
    text: (text) => {
      if (isTemplate) template += text.trim();
    },
  });
  return template;
}

function readRevisions(parts: Parts, names: readonly string[]): string[] {
  const revisions = new Set<string>();
  for (const name of names) {
    parsePart(name, parts.xml(name), {
      open: (tag) => {
        if (wordName(tag) !== 'rsid' && wordName(tag) !== 'rsidRoot') return;
        const id = attribute(tag, 'val')?.toUpperCase() ?? '';
        if (/^[\dA-F]{8}$/u.test(id) && revisions.size < MOST_REVISIONS) revisions.add(id);
      },
      close: () => {},
    });
  }
  return [...revisions];
}

function readTraces(parts: Parts, settings: readonly string[]): FileTraces {
  return { template: readTemplate(parts), revisions: readRevisions(parts, settings) };
}

function countComments(parts: Parts, names: readonly string[]): number {
  let count = 0;
  for (const name of names) {
    parsePart(name, parts.xml(name), {
      open: ({ local }) => {
        if (local === 'comment') count++;
      },
      close: () => {},
    });
  }
  return count;
}

function unreadOf(all: readonly WordText[], comments: number): Unread[] {
  const sum = (of: (one: WordText) => number): number => all.reduce((total, one) => total + of(one), 0);
  const hidden = all.flatMap((one) => one.hidden);
  const unread: Unread[] = [
    { what: 'hidden', count: hidden.reduce((total, { length }) => total + length, 0), text: hidden.join('\n') },
    { what: 'pictures', count: sum((one) => one.pictures) },
    { what: 'embedded', count: sum((one) => one.embedded) },
    { what: 'comments', count: comments },
  ];
  return unread.filter(({ count }) => count > 0);
}

/**
 * The text of a Word document (.docx, .docm, .dotx): body with tables and text boxes, footnotes and endnotes, then what stands in
 * headers and footers, each once. Tracked insertions are text, deletions are not; hidden text and comments are told apart.
 * @throws InputError where the file is damaged, encrypted or too large
 */
export function readDocx(bytes: Uint8Array): ReadText {
  const parts = new Parts(bytes);
  const names = parts.named();
  const [main] = names.get('main')!;
  if (main === undefined) throw new InputError('damaged', 'is a damaged document: it has no main part; save it again');
  const styles = new WordStyles();
  for (const name of names.get('styles')!) styles.read(name, parts.xml(name));
  const textsOf = (list: readonly string[]): WordText[] =>
    list.map((name) => {
      const text = new WordText(styles);
      parsePart(name, parts.xml(name), text);
      return text;
    });
  const flow = textsOf([main, ...names.get('notes')!]);
  const margins = textsOf(names.get('margins')!);
  const linesOf = (texts: readonly WordText[]) =>
    texts.flatMap(({ lines }) => lines.filter((line) => line.trim() !== ''));
  return {
    text: [...linesOf(flow), ...new Set(linesOf(margins))].join('\n'),
    unread: unreadOf([...flow, ...margins], countComments(parts, names.get('comments')!)),
    facts: readFacts(parts),
    traces: readTraces(parts, names.get('settings')!),
  };
}
