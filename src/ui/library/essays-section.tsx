import { useId, useState } from 'preact/hooks';
import { listed, SORTS, type Sort, type Wanted } from '../../library/list-essays.ts';
import type { LibraryEssay } from '../../library/records.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { EssayRow } from './essay-row.tsx';
import { collections, edit, essays, remove } from './library-state.ts';

/** Rows that are shown at once: a list of thousands would make the page slow. */
const SHOWN = 100;

function Filters({ wanted, change }: { readonly wanted: Wanted; readonly change: (wanted: Wanted) => void }) {
  const words = useWords();
  const [search, sort, of] = [useId(), useId(), useId()];
  return (
    <p class="row">
      <label for={search}>{words.say('librarySearch')}</label>
      <input
        id={search}
        type="text"
        value={wanted.search}
        onInput={(event) => change({ ...wanted, search: event.currentTarget.value })}
      />
      <label for={of}>{words.say('collection')}</label>
      <select
        id={of}
        value={wanted.collection}
        onChange={(event) => change({ ...wanted, collection: event.currentTarget.value })}
      >
        <option value="">{words.say('collectionAll')}</option>
        {collections.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label for={sort}>{words.say('librarySort')}</label>
      <select
        id={sort}
        value={wanted.sort}
        onChange={(event) => change({ ...wanted, sort: event.currentTarget.value as Sort })}
      >
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {words.say(`librarySort_${each}`)}
          </option>
        ))}
      </select>
    </p>
  );
}

function Selected({ ids, clear }: { readonly ids: readonly string[]; readonly clear: () => void }) {
  const words = useWords();
  const target = useId();
  if (ids.length === 0) return null;
  const after = (work: Promise<void>) => void work.then(clear);
  return (
    <p class="row card">
      <span>{words.count('librarySelected', ids.length)}</span>
      <label for={target}>{words.say('moveTo')}</label>
      <select id={target} value="" onChange={(event) => after(edit(ids, { collection: event.currentTarget.value }))}>
        <option value="" />
        {collections.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => after(remove(ids, words))}>
        {words.say('delete')}
      </button>
    </p>
  );
}

function Rows({ rows, selected, select }: RowsProps) {
  const words = useWords();
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <ul class="stack essays">
        {rows.slice(0, shown).map((essay) => (
          <EssayRow
            key={essay.id}
            essay={essay}
            isSelected={selected.includes(essay.id)}
            select={(on) => select((ids) => (on ? [...ids, essay.id] : ids.filter((id) => id !== essay.id)))}
          />
        ))}
      </ul>
      {rows.length > shown && (
        <p>
          <button type="button" onClick={() => setShown(shown + SHOWN)}>
            {words.say('showMore', words.number(rows.length - shown))}
          </button>
        </p>
      )}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly LibraryEssay[];
  readonly selected: readonly string[];
  /** Takes what changes the selection, which may have changed since it was drawn. */
  readonly select: (change: (ids: readonly string[]) => readonly string[]) => void;
}

/** The list of essays: search, sort, rename, move, delete. */
export function EssaysSection() {
  const words = useWords();
  const [wanted, setWanted] = useState<Wanted>({ search: '', collection: '', sort: 'added' });
  const [selected, setSelected] = useState<readonly string[]>([]);
  const all = essays.value;
  if (!all) return null;
  const rows = listed(all, wanted);
  const letters = rows.reduce((sum, essay) => sum + essay.letters, 0);
  const known = selected.filter((id) => all.some((essay) => essay.id === id));
  return (
    <Section heading="sectionEssays">
      <Filters wanted={wanted} change={setWanted} />
      <p class="quiet" role="status">
        {all.length === 0
          ? words.say('libraryEmpty')
          : `${words.count('libraryEssays', rows.length)} · ${words.count('letters', letters)}`}
      </p>
      <Selected ids={known} clear={() => setSelected([])} />
      <Rows rows={rows} selected={known} select={setSelected} />
    </Section>
  );
}
