import { useState } from 'preact/hooks';
import type { EssayFacts, LibraryEssay } from '../../library/records.ts';
import { useWords } from '../parts/words-context.tsx';
import { FactsFields } from './facts-fields.tsx';
import { collections, edit, remove } from './library-state.ts';

function EditForm({ essay, done }: { readonly essay: LibraryEssay; readonly done: () => void }) {
  const words = useWords();
  const { title, author, date, url, tags, note } = essay;
  const [facts, setFacts] = useState<EssayFacts>({ title, author, date, url, tags, note });
  const save = async (event: Event) => {
    event.preventDefault();
    await edit([essay.id], facts);
    done();
  };
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <FactsFields facts={facts} change={setFacts} />
      <p class="row">
        <button type="submit" class="primary">
          {words.say('saveChanges')}
        </button>
        <button type="button" onClick={done}>
          {words.say('cancel')}
        </button>
      </p>
    </form>
  );
}

function Facts({ essay }: { readonly essay: LibraryEssay }) {
  const words = useWords();
  const { author, date, letters, tags, note, pending, segment } = essay;
  const collection = collections.value.find(({ id }) => id === essay.collection)?.name ?? '';
  const facts = [collection, author, date, words.count('letters', letters), ...tags, note];
  const isNew = pending === 1 && segment === null;
  return (
    <span class="quiet hint">
      {[...facts, isNew ? words.say('libraryNotIndexed') : ''].filter((fact) => fact !== '').join(' · ')}
    </span>
  );
}

/** An essay of the list: what is known of it, and what can be done with it. */
export function EssayRow(props: {
  readonly essay: LibraryEssay;
  readonly isSelected: boolean;
  readonly select: (on: boolean) => void;
}) {
  const words = useWords();
  const [editing, setEditing] = useState(false);
  const { essay } = props;
  return (
    <li class="card stack">
      <div class="row spread">
        <label class="essay">
          <input
            type="checkbox"
            checked={props.isSelected}
            onChange={(event) => props.select(event.currentTarget.checked)}
          />
          <span>
            {essay.title}
            <Facts essay={essay} />
          </span>
        </label>
        <span class="row">
          <button type="button" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {words.say('edit')}
          </button>
          <button type="button" onClick={() => void remove([essay.id], words)}>
            {words.say('delete')}
          </button>
        </span>
      </div>
      {editing && <EditForm essay={essay} done={() => setEditing(false)} />}
    </li>
  );
}
