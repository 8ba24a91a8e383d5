import { useId, useState } from 'preact/hooks';
import { packAddress } from '../../network/pack-hosts.ts';
import { Switch } from '../parts/switch.tsx';
import { useWords } from '../parts/words-context.tsx';
import { packProblem } from './pack-words.ts';
import { subscribe } from './packs-state.ts';

/** What the user confirms: which host will be asked, and how often. The browser itself asks nothing. */
function Confirm(props: { readonly address: string; readonly daily: boolean; readonly done: () => void }) {
  const words = useWords();
  const { host } = packAddress(props.address)!;
  const confirm = async () => {
    await subscribe(props.address, props.daily);
    props.done();
  };
  return (
    <div class="card stack" role="alert">
      <p>{words.say(props.daily ? 'packConfirmDaily' : 'packConfirmOnce', host)}</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => void confirm()}>
          {words.say('packConfirm', host)}
        </button>
        <button type="button" onClick={props.done}>
          {words.say('cancel')}
        </button>
      </p>
    </div>
  );
}

/** Subscribes to a pack by its address. */
export function PackAddress() {
  const words = useWords();
  const field = useId();
  const [address, setAddress] = useState('');
  const [daily, setDaily] = useState(false);
  const [state, setState] = useState<'typing' | 'bad' | 'asked'>('typing');
  const submit = (event: Event) => {
    event.preventDefault();
    setState(packAddress(address.trim()) ? 'asked' : 'bad');
  };
  const done = () => {
    setState('typing');
    setAddress('');
  };
  return (
    <form class="stack" onSubmit={submit}>
      <label for={field}>{words.say('packAddress')}</label>
      <input
        id={field}
        type="text"
        inputMode="url"
        required
        value={address}
        onInput={(event) => {
          setAddress(event.currentTarget.value);
          setState('typing');
        }}
      />
      <Switch on={daily} change={setDaily}>
        {words.say('packDaily')}
      </Switch>
      <p role="status">{state === 'bad' ? packProblem('bad-address', words) : ''}</p>
      {state === 'asked' ? (
        <Confirm address={address.trim()} daily={daily} done={done} />
      ) : (
        <p class="row">
          <button type="submit">{words.say('packSubscribe')}</button>
        </p>
      )}
    </form>
  );
}
