import { useEffect, useState } from 'preact/hooks';
import { fingerprintOf } from '../../packs/signature.ts';
import { useWords } from '../parts/words-context.tsx';
import { packs, trust } from './packs-state.ts';

/** The fingerprint of a signer's key, which is given in hexadecimal; `''` before it is computed. */
export function useFingerprint(key: string | null): string {
  const [fingerprint, setFingerprint] = useState('');
  useEffect(() => {
    if (key === null) setFingerprint('');
    else void fingerprintOf(key).then(setFingerprint);
  }, [key]);
  return fingerprint;
}

/** Who has signed a pack: someone the user trusts, someone unknown, or nobody. */
export function PackSigner({ signer }: { readonly signer: string | null }) {
  const words = useWords();
  const fingerprint = useFingerprint(signer);
  if (signer === null) return <p class="quiet">{words.say('packUnsigned')}</p>;
  const isTrusted = packs.value?.trusted.includes(signer) ?? false;
  return (
    <p class="row spread">
      <span>
        {words.say(isTrusted ? 'packTrusted' : 'packUnknown')} <code>{fingerprint}</code>
      </span>
      <button type="button" onClick={() => void trust(signer, !isTrusted)}>
        {words.say(isTrusted ? 'packDistrust' : 'packTrust')}
      </button>
    </p>
  );
}
