import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Judgement, Note } from '../report/judgement.ts';

/*
 * Until version 2 of the database, and in version 1 of an export, there was only one index, and essays and passages were stored
 * without its name: `essay:002/7`, `match:k1`, notes under `k1`. All such ids belong to the shipped index. Ids of sites have no
 * index.
 */

/** A judgement stored before indexes had names, in the present form. */
export function withIndexName(judgement: Judgement): Judgement {
  const { id, scope } = judgement;
  return scope === 'site' ? judgement : { ...judgement, id: `${scope}:${SHIPPED_INDEX}:${id.slice(scope.length + 1)}` };
}

/** A note stored before indexes had names, in the present form. */
export function noteWithIndexName(note: Note): Note {
  return { ...note, id: `${SHIPPED_INDEX}:${note.id}` };
}
