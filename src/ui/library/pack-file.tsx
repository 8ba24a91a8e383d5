import { useState } from 'preact/hooks';
import { FileButton } from '../parts/file-button.tsx';
import { useWords } from '../parts/words-context.tsx';
import { useFingerprint } from './pack-signer.tsx';
import { packProblem } from './pack-words.ts';
import { acceptKey, type FileOutcome, install } from './packs-state.ts';

function ChangedKey(props: { readonly signer: string | null; readonly accept: () => void }) {
  const words = useWords();
  const fingerprint = useFingerprint(props.signer);
  return (
    <p class="row spread">
      <span>{packProblem('key-changed', words)}</span>
      <code>{props.signer === null ? words.say('packUnsigned') : fingerprint}</code>
      <button type="button" onClick={props.accept}>
        {words.say('packAcceptKey')}
      </button>
    </p>
  );
}

function Outcome({ of, accept }: { readonly of: FileOutcome; readonly accept: () => void }) {
  const words = useWords();
  if (of.kind === 'installed') return <p>{words.say('packInstalled', of.name)}</p>;
  if (of.kind === 'refused') return <p class="warn">{packProblem(of.problem, words)}</p>;
  return <ChangedKey signer={of.signer} accept={accept} />;
}

/** Installs a pack from a file. */
export function PackFile() {
  const words = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<FileOutcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (chosen: File) => {
    setFile(chosen);
    setOutcome(null);
    setBusy(true);
    setOutcome(await install(chosen));
    setBusy(false);
  };
  const accept = async () => {
    if (outcome?.kind !== 'key-changed' || !file) return;
    await acceptKey(outcome.pack, outcome.signer);
    await take(file);
  };
  return (
    <>
      <p class="row">
        <FileButton label={words.say('packFromFile')} accept=".djlp" take={([chosen]) => take(chosen)} />
      </p>
      <div role="status" class="pack-outcome" aria-busy={isBusy}>
        {isBusy && <p>{words.say('packChecking')}</p>}
        {outcome && <Outcome of={outcome} accept={() => void accept()} />}
      </div>
    </>
  );
}
