import type { EssayRef } from '../corpus/essay-ref.ts';

/** The scope of a judgement: this passage wherever it occurs, everything from this essay, or everything on this site. */
export type JudgementScope = 'match' | 'essay' | 'site';

/** A judgement "not a match" by the user. */
export interface Judgement {
  /** Scope and subject: `match:…`, `essay:shipped:002/7`, `site:example.com`. */
  readonly id: string;
  readonly scope: JudgementScope;
  /** Its text in lists: the essay's name, with the beginning of the passage if it covers one passage; or the site. */
  readonly label: string;
  /** Time of the judgement, in ms since 1970. */
  readonly made: number;
}

/** The user's confirmation of a match, with a note. */
export interface Note {
  /** Key of the passage. */
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly made: number;
}

/** All judgements and notes of the user. */
export interface Judgements {
  readonly judgements: readonly Judgement[];
  readonly notes: readonly Note[];
}

/** The user's judgement on one match. */
export interface Verdict {
  /** Scope of the judgement by which it is not marked; `null` if it is marked. */
  readonly dismissed: JudgementScope | null;
  /** Id of that judgement, by which it can be undone. */
  readonly judgement: string | null;
  /** The note if the match is confirmed, which may be empty; `null` otherwise. */
  readonly note: string | null;
}

/** The subjects of judgements on a match: the key of its passage, its essay, and the site of its page. */
export interface JudgementSubject {
  readonly key: string;
  readonly essay: EssayRef;
  readonly site: string | null;
}

/** The id of a judgement of this scope on a match; `null` if the scope is the site and the page has none. */
export function judgementId(scope: JudgementScope, { key, essay, site }: JudgementSubject): string | null {
  const subject = { match: key, essay, site }[scope];
  return subject === null ? null : `${scope}:${subject}`;
}

const SCOPES = ['match', 'essay', 'site'] as const;

/** Makes a function that returns the user's judgement on a match. */
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
