import { type Judgements, makeVerdictLookup } from '../../report/judgement.ts';
import { loadJudgements } from '../../store/judgements.ts';
import type { VerdictOf } from './match-views.ts';

/** What the user has said of matches, read once and kept until it changes. */
export interface Verdicts {
  /** Looks matches up as they stand on pages of this site. */
  at(site: string | null, inPrivate: boolean): Promise<VerdictOf>;
  /** Something was said: read anew when next asked. */
  changed(): void;
}

// A database that cannot be opened (a profile that is full or damaged) must not keep anyone from marks.
async function load(inPrivate: boolean): Promise<Judgements> {
  try {
    return await loadJudgements(inPrivate);
  } catch (error) {
    console.error(error);
    return { judgements: [], notes: [] };
  }
}

/** Opens the verdicts. */
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
