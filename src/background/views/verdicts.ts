import { type Judgements, makeVerdictLookup } from '../../report/judgement.ts';
import { loadJudgements } from '../../store/judgements.ts';
import type { VerdictOf } from './match-views.ts';

/** The verdicts on matches. Judgements are read from the database once and kept until `changed` is called. */
export interface Verdicts {
  /** The lookup of verdicts for pages of this site. */
  at(site: string | null, inPrivate: boolean): Promise<VerdictOf>;
  /** Call when a judgement was given or undone: judgements are read again at the next use. */
  changed(): void;
}

// A database that cannot be opened (a full or damaged profile) must not prevent checking: matches then count as not judged.
async function load(inPrivate: boolean): Promise<Judgements> {
  try {
    return await loadJudgements(inPrivate);
  } catch (error) {
    console.error(error);
    return { judgements: [], notes: [] };
  }
}

/** Makes the verdicts. */
export function openVerdicts(): Verdicts {
  const lookups = new Map<boolean, Promise<ReturnType<typeof makeVerdictLookup>>>();
  const lookupIn = (inPrivate: boolean) => {
    const verdictOf = lookups.get(inPrivate) ?? load(inPrivate).then(makeVerdictLookup);
    lookups.set(inPrivate, verdictOf);
    return verdictOf;
  };
  return {
    async at(site, inPrivate) {
      const verdictOf = await lookupIn(inPrivate);
      return ({ key, match }) => verdictOf({ key, essay: match.best.essay, site });
    },
    changed: () => lookups.clear(),
  };
}
