import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Judgement, Note } from '../report/judgement.ts';

/*
 * Until version 2 of the database, and version 1 of an export, there was one index, and essays and passages were stored without
 * its name: `essay:002/7`, `match:k1`, notes under `k1`. Everything of that time belongs to the shipped index. Sites have none.
 */

/** A judgement of the time before indexes had names, as it is stored now. */
export function withIndexName(judgement: Judgement): Judgement {
  const { id, scope } = judgement;
  return scope === 'site' ? judgement : { ...judgement, id: `${scope}:${SHIPPED_INDEX}:${id.slice(scope.length + 1)}` };
}

/** A note of the time before indexes had names, as it is stored now. */
export function noteWithIndexName(note: Note): Note {
  return { ...note, id: `${SHIPPED_INDEX}:${note.id}` };
}
