import { useState } from 'preact/hooks';
import type { ChangesEvidence, FilePair, PassageEvidence } from '../../comparison/pair-evidence.ts';
import { changesWords, directionWords, pairNames } from '../../report/pair-words.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { textOf } from './class-state.ts';
import { SideBySide } from './side-by-side.tsx';

/** Evidence that has its place in both files. */
type Shared = PassageEvidence | ChangesEvidence;

function sharedOf({ evidence }: FilePair): Shared[] {
  return evidence.filter((one) => one.kind !== 'direction');
}

function Passage({ pair, shared }: { readonly pair: FilePair; readonly shared: Shared }) {
  const words = useWords();
  const side = (name: string, { start, end }: Shared['a']) => ({ name, text: textOf(name).slice(start, end) });
  return (
    <li class="stack">
      <p class="quiet">
        {shared.kind === 'passage'
          ? words.say('pairUnexplained', words.count('letters', shared.letters))
          : changesWords(pair, shared, words)}
      </p>
      <SideBySide a={side(pair.a, shared.a)} b={side(pair.b, shared.b)} />
    </li>
  );
}

/** A pair with its evidence in words; its passages open side by side. */
export function Pair({ pair }: { readonly pair: FilePair }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const shared = sharedOf(pair);
  const changes = shared.filter((one) => one.kind === 'changes');
  return (
    <li class="pair card stack">
      <h3>{pairNames(pair, words)}</h3>
      <p>{words.say('pairShared', words.count('letters', pair.letters))}</p>
      {changes.map((one) => (
        <p key={one.a.start}>{changesWords(pair, one, words)}</p>
      ))}
      <p>{directionWords(pair, words)}</p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.count('pairPassages', shared.length)}</summary>
        {isOpen && (
          <ol class="stack">
            {shared.map((one) => (
              <Passage key={`${one.kind} ${one.a.start}`} pair={pair} shared={one} />
            ))}
          </ol>
        )}
      </details>
    </li>
  );
}

/** Pairs that are shown at first, and with each press of the button for more. */
const AT_ONCE = 50;

/** Which files share what nothing explains, each pair with its evidence in words; its passages open side by side. */
export function Pairs({ pairs }: { readonly pairs: readonly FilePair[] }) {
  const words = useWords();
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <Section heading="classPairs">
      <p class="quiet">{words.say('classPairsHint')}</p>
      {pairs.length === 0 && <p>{words.say('classNoPairs')}</p>}
      <ul class="stack">
        {pairs.slice(0, shown).map((pair) => (
          <Pair key={`${pair.a}\n${pair.b}`} pair={pair} />
        ))}
      </ul>
      {pairs.length > shown && (
        <p>
          <button type="button" onClick={() => setShown(shown + AT_ONCE)}>
            {words.say('pairsMore', words.number(pairs.length - shown))}
          </button>
        </p>
      )}
    </Section>
  );
}
