import { useId } from 'preact/hooks';
import type { Subscription } from '../../packs/records.ts';
import { Switch } from '../parts/switch.tsx';
import { useWords } from '../parts/words-context.tsx';
import { useFingerprint } from './pack-signer.tsx';
import { packProblem, sizeWords } from './pack-words.ts';
import { acceptOffered, switchDaily, unsubscribe, updateNow } from './packs-state.ts';

function Fetching({ download }: { readonly download: NonNullable<Subscription['download']> }) {
  const words = useWords();
  const id = useId();
  const { done, total } = download;
  return (
    <>
      <label for={id}>{words.say('packFetching', sizeWords(done, words), sizeWords(total, words))}</label>
      <progress id={id} max={total} value={done} />
    </>
  );
}

function Problem({ of }: { readonly of: Subscription }) {
  const words = useWords();
  const fingerprint = useFingerprint(of.offered);
  if (of.problem === null) return null;
  const isAsked = of.problem === 'key-changed';
  return (
    <div role="alert" class="stack">
      <p class="warn">{packProblem(of.problem, words)}</p>
      {isAsked && (
        <p class="row spread">
          <code>{of.offered === null ? words.say('packUnsigned') : fingerprint}</code>
          <button type="button" onClick={() => void acceptOffered(of)}>
            {words.say('packAcceptKey')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Where a pack is kept current from, how that stands, and what can be done. */
export function PackSubscription({ of }: { readonly of: Subscription }) {
  const words = useWords();
  const { address, daily, checked, download } = of;
  const asked = checked === 0 ? words.say('packNeverAsked') : words.say('packAsked', words.date(new Date(checked)));
  return (
    <div class="stack pack-source">
      <p class="quiet">
        {words.say('packFrom', new URL(address).host)} · {asked}
      </p>
      {download && <Fetching download={download} />}
      <Problem of={of} />
      <Switch on={daily} change={(on) => void switchDaily(address, on)}>
        {words.say('packDaily')}
      </Switch>
      <p class="row">
        <button type="button" onClick={() => updateNow(address)}>
          {words.say('packUpdateNow')}
        </button>
        <button type="button" onClick={() => void unsubscribe(address)}>
          {words.say('packUnsubscribe')}
        </button>
      </p>
    </div>
  );
}
