import { useEffect } from 'preact/hooks';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { PackAddress } from './pack-address.tsx';
import { PackFile } from './pack-file.tsx';
import { PackRow } from './pack-row.tsx';
import { PackSubscription } from './pack-subscription.tsx';
import { arePacksUnreadable, followPacks, packs } from './packs-state.ts';

/** Packs: known texts that others have made and signed. Installed from a file or an address, each with its switch. */
export function PacksSection() {
  const words = useWords();
  useEffect(followPacks, []);
  const { packs: all, subscriptions } = packs.value ?? { packs: [], subscriptions: [] };
  return (
    <Section heading="sectionPacks">
      <p class="quiet">{words.say('packsHint')}</p>
      {arePacksUnreadable.value && (
        <p class="warn" role="alert">
          {words.say('packProblem_storage')}
        </p>
      )}
      <ul class="stack packs">
        {all.map((record) => (
          <PackRow key={record.id} record={record} />
        ))}
        {subscriptions
          .filter(({ pack }) => pack === null)
          .map((subscription) => (
            <li key={subscription.address} class="card">
              <PackSubscription of={subscription} />
            </li>
          ))}
      </ul>
      <PackFile />
      <PackAddress />
    </Section>
  );
}
