import { useState } from 'preact/hooks';
import type { Collection, LibraryEssay } from '../../library/records.ts';
import { changeSettings } from '../../store/settings.ts';
import { settings } from '../parts/mount-page.tsx';
import { Section } from '../parts/section.tsx';
import { Switch } from '../parts/switch.tsx';
import { useWords } from '../parts/words-context.tsx';
import { changeCollection, collections, essays, removeCollection } from './library-state.ts';
import { PackExport } from './pack-export.tsx';

function Rename({ collection, done }: { readonly collection: Collection; readonly done: () => void }) {
  const words = useWords();
  const [name, setName] = useState(collection.name);
  const save = async (event: Event) => {
    event.preventDefault();
    if (name.trim() !== '') await changeCollection({ ...collection, name: name.trim() });
    done();
  };
  return (
    <form class="row" onSubmit={(event) => void save(event)}>
      <input
        type="text"
        value={name}
        aria-label={words.say('collectionName')}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit">{words.say('saveChanges')}</button>
      <button type="button" onClick={done}>
        {words.say('cancel')}
      </button>
    </form>
  );
}

function CollectionRow({ collection, of }: { readonly collection: Collection; readonly of: readonly LibraryEssay[] }) {
  const words = useWords();
  const [open, setOpen] = useState<'rename' | 'export' | null>(null);
  const close = () => setOpen(null);
  const letters = of.reduce((sum, essay) => sum + essay.letters, 0);
  return (
    <li class="card stack">
      <Switch on={collection.on} change={(on) => void changeCollection({ ...collection, on })}>
        {collection.name}
        <span class="quiet hint">
          {words.count('libraryEssays', of.length)} · {words.count('letters', letters)}
        </span>
      </Switch>
      <Switch on={collection.mine} change={(mine) => void changeCollection({ ...collection, mine })}>
        {words.say('collectionMine')}
        <span class="quiet hint">{words.say('collectionMineHint')}</span>
      </Switch>
      {open === 'rename' && <Rename collection={collection} done={close} />}
      {open === 'export' && <PackExport collection={collection} done={close} />}
      {open === null && (
        <p class="row">
          <button type="button" onClick={() => setOpen('rename')}>
            {words.say('rename')}
          </button>
          <button type="button" onClick={() => setOpen('export')}>
            {words.say('packExport')}
          </button>
          <button type="button" onClick={() => void removeCollection(collection, words)}>
            {words.say('delete')}
          </button>
        </p>
      )}
    </li>
  );
}

/** What pages are compared with: the shipped essays and each collection, with a switch. */
export function CollectionsSection() {
  const words = useWords();
  const byCollection = Map.groupBy(essays.value ?? [], ({ collection }) => collection);
  return (
    <Section heading="sectionCollections">
      <ul class="stack">
        <li class="card">
          <Switch on={settings.value?.shipped ?? true} change={(shipped) => void changeSettings({ shipped })}>
            {words.say('collectionShipped')}
          </Switch>
        </li>
        {collections.value.map((collection) => (
          <CollectionRow key={collection.id} collection={collection} of={byCollection.get(collection.id) ?? []} />
        ))}
      </ul>
    </Section>
  );
}
