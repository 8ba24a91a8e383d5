import { useId, useState } from 'preact/hooks';
import type { Collection } from '../../library/records.ts';
import type { WordKey } from '../../locale/words.ts';
import { exportCollection, versionAt } from '../../packs/export-collection.ts';
import { readExported } from '../../store/library/exported.ts';
import { Choice } from '../parts/choice.tsx';
import { saveBlob } from '../parts/save-file.ts';
import { useWords } from '../parts/words-context.tsx';
import { withLibrary } from './library-state.ts';

/** What of the essays the pack holds, from the least that can be learnt to the most. */
const HOLDS = ['bare', 'tables', 'texts'] as const;

type Holds = (typeof HOLDS)[number];

const FIELDS = ['name', 'maker', 'licence', 'homepage'] as const;

type Facts = Readonly<Record<(typeof FIELDS)[number], string>>;

const LABELS: Readonly<Record<keyof Facts, WordKey>> = {
  name: 'packName',
  maker: 'packMaker',
  licence: 'packLicence',
  homepage: 'packHomepage',
};

async function packOf(collection: Collection, facts: Facts, holds: Holds): Promise<Blob | null> {
  const now = new Date();
  const made = { pack: collection.id, version: versionAt(now), date: now.toISOString().slice(0, 10), madeFrom: '' };
  const options = { texts: holds === 'texts', letterTables: holds !== 'bare' };
  return exportCollection(await readExported(collection.id), { ...made, ...facts }, options);
}

function Field(props: { readonly of: keyof Facts; readonly value: string; readonly change: (value: string) => void }) {
  const words = useWords();
  const id = useId();
  const isAddress = props.of === 'homepage';
  return (
    <p>
      <label for={id}>{words.say(LABELS[props.of])}</label>
      <input
        id={id}
        type="text"
        required={props.of === 'name'}
        maxLength={500}
        pattern={isAddress ? 'https?://.+' : undefined}
        value={props.value}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </p>
  );
}

/** Saves a collection as a pack, after saying what others can learn from one. */
export function PackExport({ collection, done }: { readonly collection: Collection; readonly done: () => void }) {
  const words = useWords();
  const [facts, setFacts] = useState<Facts>({ name: collection.name, maker: '', licence: '', homepage: '' });
  const [holds, setHolds] = useState<Holds>('bare');
  const [isEmpty, setEmpty] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const blob = await withLibrary(() => packOf(collection, facts, holds));
    setEmpty(blob === null);
    if (!blob) return;
    saveBlob(`${facts.name.replace(/[\\/:*?"<>|\s]+/gu, '-')}.djlp`, blob);
    done();
  };
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <p>{words.say('packExportHint')}</p>
      {FIELDS.map((of) => (
        <Field key={of} of={of} value={facts[of]} change={(value) => setFacts({ ...facts, [of]: value })} />
      ))}
      <Choice
        legend={words.say('packHolds')}
        options={HOLDS.map((value) => ({
          value,
          label: words.say(`packHolds_${value}`),
          hint: words.say(`packLearn_${value}`),
        }))}
        value={holds}
        change={setHolds}
      />
      <p role="status">{isEmpty ? words.say('packExportEmpty') : ''}</p>
      <p class="row">
        <button type="submit">{words.say('packSave')}</button>
        <button type="button" onClick={done}>
          {words.say('cancel')}
        </button>
      </p>
    </form>
  );
}
