import { type Judgements, makeJudge } from '../../report/judgement.ts';
import { loadJudgements } from '../../store/judgements.ts';
import type { Judge } from './match-views.ts';

/** What the user has said of matches, read once and kept until it changes. */
export interface Verdicts {
  /** Looks matches up as they stand on pages of this site. */
  at(site: string | null, inPrivate: boolean): Promise<Judge>;
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
  const lookups = new Map<boolean, Promise<ReturnType<typeof makeJudge>>>();
  const judgeIn = (inPrivate: boolean) => {
    const judge = lookups.get(inPrivate) ?? load(inPrivate).then(makeJudge);
    lookups.set(inPrivate, judge);
    return judge;
  };
  return {
    async at(site, inPrivate) {
      const judge = await judgeIn(inPrivate);
      return ({ key, match }) => judge({ key, essay: match.best.essay, site });
    },
    changed: () => lookups.clear(),
  };
}
