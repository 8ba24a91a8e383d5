import * as v from 'valibot';
import type { Judgements } from '../report/judgement.ts';
import { noteWithIndexName, withIndexName } from './name-of-index.ts';
import { MOST_SITES, readSettings, type Settings } from './settings.ts';

/** Identifies the kind of file, so that no other JSON is taken for one. */
const KIND = 'deja-lu-settings';

/** Version of the file. In version 1, essays and passages are stored without the name of their index. */
const VERSION = 2;

/** Longest text of an imported note or label, in UTF-16 units. */
const LONGEST = 5000;

/** Most judgements, and most notes, that are stored and that a file may hold: so that each export can be imported. */
export const MOST_SAID = 20_000;

const Text = v.pipe(v.string(), v.maxLength(LONGEST));

/** A time in ms since 1970 that a `Date` can represent: others could be stored but not shown. */
const Time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

const JudgementSchema = v.pipe(
  v.object({
    id: v.pipe(Text, v.minLength(1)),
    scope: v.picklist(['match', 'essay', 'site']),
    label: Text,
    made: Time,
  }),
  v.check(({ id, scope }) => id.startsWith(`${scope}:`), 'the id of a judgement begins with its scope'),
);
const NoteSchema = v.object({ id: v.pipe(Text, v.minLength(1)), text: Text, label: Text, made: Time });

const FileSchema = v.object({
  kind: v.literal(KIND),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  settings: v.record(v.string(), v.unknown()),
  judgements: v.pipe(v.array(JudgementSchema), v.maxLength(MOST_SAID)),
  notes: v.pipe(v.array(NoteSchema), v.maxLength(MOST_SAID)),
});

/** The contents of an export. */
export interface SettingsFile extends Judgements {
  readonly settings: Settings;
}

/**
 * Reasons for which a file is not imported: it is no export of this extension, one of a later version, or one with a list of more than
 * `MOST_SITES` sites.
 */
export type ImportFailure = 'not-ours' | 'too-new' | 'too-many-sites';

/** The text of an export. */
export function writeSettingsFile({ settings, judgements, notes }: SettingsFile): string {
  return JSON.stringify({ kind: KIND, version: VERSION, settings, judgements, notes }, null, 2);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withIndexNames({ judgements, notes }: Judgements): Judgements {
  return { judgements: judgements.map(withIndexName), notes: notes.map(noteWithIndexName) };
}

function hasTooManySites({ never, always }: Readonly<Record<string, unknown>>): boolean {
  return [never, always].some((sites) => Array.isArray(sites) && sites.length > MOST_SITES);
}

/** Reads an export. A file is accepted as a whole or not at all; single settings that no longer exist get their defaults. */
export function readSettingsFile(text: string): SettingsFile | ImportFailure {
  const result = v.safeParse(FileSchema, parse(text));
  if (!result.success) return 'not-ours';
  const { version, settings, judgements, notes } = result.output;
  if (version > VERSION) return 'too-new';
  if (hasTooManySites(settings)) return 'too-many-sites';
  const said = version === 1 ? withIndexNames({ judgements, notes }) : { judgements, notes };
  return { settings: readSettings(settings), ...said };
}
