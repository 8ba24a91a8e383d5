import { useState } from 'preact/hooks';
import type { PackRecord } from '../../packs/records.ts';
import { Switch } from '../parts/switch.tsx';
import { useWords } from '../parts/words-context.tsx';
import { PackSigner } from './pack-signer.tsx';
import { PackSubscription } from './pack-subscription.tsx';
import { packFacts } from './pack-words.ts';
import { packs, remove, switchPack } from './packs-state.ts';

function Remove({ pack }: { readonly pack: string }) {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <p class="row">
        <button type="button" onClick={() => setAsked(true)}>
          {words.say('packRemove')}
        </button>
      </p>
    );
  }
  return (
    <p class="row" role="alert">
      <span>{words.say('packRemoveSure')}</span>
      <button type="button" onClick={() => void remove(pack)}>
        {words.say('packRemoveYes')}
      </button>
      <button type="button" onClick={() => setAsked(false)}>
        {words.say('cancel')}
      </button>
    </p>
  );
}

/** An installed pack: its switch, what it says of itself, who signed it, where it comes from. */
export function PackRow({ record }: { readonly record: PackRecord }) {
  const words = useWords();
  const { name, madeFrom, homepage, letterTables } = record.manifest;
  const subscription = packs.value?.subscriptions.find(({ pack }) => pack === record.id);
  return (
    <li class="card stack">
      <Switch on={record.on} change={(on) => void switchPack(record, on)}>
        {name}
        <span class="quiet hint">{packFacts(record, words)}</span>
      </Switch>
      {madeFrom !== '' && <p class="quiet">{madeFrom}</p>}
      {homepage !== '' && (
        <p>
          <a href={homepage} target="_blank" rel="noreferrer noopener">
            {homepage}
          </a>
        </p>
      )}
      {!letterTables && <p class="quiet">{words.say('packBare')}</p>}
      <PackSigner signer={record.signer} />
      {subscription && <PackSubscription of={subscription} />}
      <Remove pack={record.id} />
    </li>
  );
}
