import type { EssayRef } from '../corpus/essay-ref.ts';

/** What a judgement covers: this passage wherever it stands, everything of this essay, or everything on this site. */
export type JudgementScope = 'match' | 'essay' | 'site';

/** "Not a match", as the user said it. */
export interface Judgement {
  /** Scope and subject: `match:…`, `essay:shipped:002/7`, `site:example.com`. */
  readonly id: string;
  readonly scope: JudgementScope;
  /** How it is listed: the essay's name, with the page's words where it covers one passage; the site. */
  readonly label: string;
  /** When, in ms since 1970. */
  readonly made: number;
}

/** A match that the user confirmed, with the note on it. */
export interface Note {
  /** Key of the passage. */
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly made: number;
}

/** Everything the user has said. */
export interface Judgements {
  readonly judgements: readonly Judgement[];
  readonly notes: readonly Note[];
}

/** What the user has said of one match. */
export interface Verdict {
  /** Why it is not marked. */
  readonly dismissed: JudgementScope | null;
  /** The judgement to undo, where it is dismissed. */
  readonly judgement: string | null;
  /** The note, where it is confirmed; it may be empty. */
  readonly note: string | null;
}

/** By what a match is judged: the key of its passage, its essay, and the site it stands on. */
export interface JudgementSubject {
  readonly key: string;
  readonly essay: EssayRef;
  readonly site: string | null;
}

/** The id of a judgement of this scope over a match; `null` where there is no site. */
export function judgementId(scope: JudgementScope, { key, essay, site }: JudgementSubject): string | null {
  const subject = { match: key, essay, site }[scope];
  return subject === null ? null : `${scope}:${subject}`;
}

const SCOPES = ['match', 'essay', 'site'] as const;

/** Makes a function that looks up what the user has said of a match. */
export function makeVerdictLookup({ judgements, notes }: Judgements): (match: JudgementSubject) => Verdict {
  const dismissals = new Set(judgements.map(({ id }) => id));
  const texts = new Map(notes.map(({ id, text }) => [id, text]));
  return (match) => {
    for (const scope of SCOPES) {
      const id = judgementId(scope, match);
      if (id !== null && dismissals.has(id)) return { dismissed: scope, judgement: id, note: null };
    }
    return { dismissed: null, judgement: null, note: texts.get(match.key) ?? null };
  };
}
