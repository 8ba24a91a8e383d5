import * as v from 'valibot';
import { type Collection, type LibraryEssay, MAX_ESSAY_LENGTH } from '../../library/records.ts';
import { type ImportFailure, readSettingsFile, type SettingsFile, writeSettingsFile } from '../settings-file.ts';

/** Identifies the kind of file, so that no other JSON is accepted as one. */
const KIND = 'deja-lu-backup';

/** Version of the file. */
const VERSION = 1;

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const Fact = v.pipe(v.string(), v.maxLength(5000));
/** A time in ms since 1970 that a `Date` can represent. */
const Time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** Most essays of a backup, of its collections, and of tags of an essay: more than a library page can list. */
const MOST_ESSAYS = 500_000;
const MOST_COLLECTIONS = 10_000;
const MOST_TAGS = 1_000;

function haveOwnIds(records: readonly { readonly id: string }[]): boolean {
  return new Set(records.map(({ id }) => id)).size === records.length;
}

// `mine` is missing in files that were written before collections had it.
const CollectionSchema = v.object({
  id: Id,
  name: Fact,
  made: Time,
  on: v.boolean(),
  mine: v.optional(v.boolean(), false),
});

const EssaySchema = v.object({
  id: Id,
  collection: Id,
  title: Fact,
  author: Fact,
  date: Fact,
  url: Fact,
  tags: v.pipe(v.array(Fact), v.maxLength(MOST_TAGS)),
  note: Fact,
  added: Time,
  text: v.pipe(v.string(), v.maxLength(MAX_ESSAY_LENGTH)),
});

/** A record as a collection; `null` where it is none. */
export function readCollection(record: unknown): Collection | null {
  const result = v.safeParse(CollectionSchema, record);
  return result.success ? result.output : null;
}

/** A record as an essay with its text, without what is computed from that; `null` where it is none. */
export function readEssay(record: unknown): BackedUpEssay | null {
  const result = v.safeParse(EssaySchema, record);
  return result.success ? result.output : null;
}

const FileSchema = v.pipe(
  v.object({
    kind: v.literal(KIND),
    version: v.pipe(v.number(), v.integer(), v.minValue(1)),
    settings: v.looseObject({}),
    collections: v.pipe(v.array(CollectionSchema), v.maxLength(MOST_COLLECTIONS)),
    essays: v.pipe(v.array(EssaySchema), v.maxLength(MOST_ESSAYS)),
  }),
  v.check(({ collections, essays }) => haveOwnIds(collections) && haveOwnIds(essays), 'no id is given twice'),
  v.check(({ collections, essays }) => {
    const ids = new Set(collections.map(({ id }) => id));
    return essays.every(({ collection }) => ids.has(collection));
  }, 'every essay belongs to a collection of the file'),
);

/** An essay as a backup holds it: what is computed from its text is left out. */
export type BackedUpEssay = Omit<LibraryEssay, 'letters' | 'characters' | 'digest' | 'segment' | 'pending'> & {
  readonly text: string;
};

/** The library as a backup holds it. */
export interface LibraryBackup {
  readonly collections: readonly Collection[];
  readonly essays: readonly BackedUpEssay[];
}

/** The contents of a backup. `library` is `null` in an export of settings and judgements alone. */
export interface Backup {
  readonly settings: SettingsFile;
  readonly library: LibraryBackup | null;
}

/** The text of a backup, JSON. */
export function writeBackup(settings: SettingsFile, { collections, essays }: LibraryBackup): string {
  return JSON.stringify({
    kind: KIND,
    version: VERSION,
    settings: JSON.parse(writeSettingsFile(settings)),
    collections,
    essays,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads a backup or an export of settings. A file is accepted as a whole or not at all. */
export function readBackup(text: string): Backup | ImportFailure {
  const result = v.safeParse(FileSchema, parse(text));
  if (!result.success) {
    const settings = readSettingsFile(text);
    return typeof settings === 'string' ? settings : { settings, library: null };
  }
  const { version, collections, essays } = result.output;
  if (version > VERSION) return 'too-new';
  const settings = readSettingsFile(JSON.stringify(result.output.settings));
  return typeof settings === 'string' ? settings : { settings, library: { collections, essays } };
}
