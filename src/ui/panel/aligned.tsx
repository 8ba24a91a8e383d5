import type { CompareStep } from '../../report/comparison.ts';
import { useWords } from '../parts/words-context.tsx';

/** Most letters that are drawn as one □ each; of more, the number is shown. */
const BOXES = 12;

function Unknown({ letters }: { readonly letters: number }) {
  const words = useWords();
  return (
    <span class="boxes">
      <span aria-hidden="true">
        {'□'.repeat(Math.min(letters, BOXES))}
        {letters > BOXES && `…×${words.number(letters)}`}
      </span>
      <span class="hidden-text">{words.say('opMissingCount', words.count('letters', letters))}</span>
    </span>
  );
}

function SourceLetters({ source }: Pick<CompareStep, 'source'>) {
  if (typeof source === 'string') return <>{source}</>;
  return source === 0 ? null : <Unknown letters={source} />;
}

function Step({ step }: { readonly step: CompareStep }) {
  const words = useWords();
  if (step.kind === 'same') return <>{step.page}</>;
  const cause = step.cause ? words.say(`cause_${step.cause}`) : undefined;
  return (
    <span class={`step ${step.kind}`} title={cause}>
      {step.page !== '' && <ins>{step.page}</ins>}
      {step.source !== 0 && step.source !== '' && (
        <del>
          <SourceLetters source={step.source} />
        </del>
      )}
      {cause && <small>{cause}</small>}
    </span>
  );
}

const LEGEND = [
  ['replaced', 'opReplaced'],
  ['added', 'opAdded'],
  ['missing', 'opMissing'],
] as const;

// Only kinds of difference that occur are explained.
function Legend({ steps, sample }: { readonly steps: readonly CompareStep[]; readonly sample: string }) {
  const words = useWords();
  const shown = LEGEND.filter(([kind]) => steps.some((step) => step.kind === kind));
  if (shown.length === 0) return null;
  return (
    <ul class="legend quiet" aria-label={words.say('compareLegend')}>
      {shown.map(([kind, key]) => (
        <li key={kind}>
          <span class={`step ${kind}`} aria-hidden="true">
            {kind !== 'missing' && <ins>文</ins>}
            {kind !== 'added' && <del>{sample}</del>}
          </span>{' '}
          {words.say(key)}
        </li>
      ))}
    </ul>
  );
}

/** A passage with its differences from the essay's, and a legend of the kinds that occur. */
export function Aligned({ steps }: { readonly steps: readonly CompareStep[] }) {
  const words = useWords();
  const hasBoxes = steps.some(({ kind, source }) => kind !== 'same' && typeof source === 'number' && source > 0);
  return (
    <>
      <p class="aligned" lang="zh">
        {steps.map((step, i) => (
          <Step key={i} step={step} />
        ))}
      </p>
      <Legend steps={steps} sample={hasBoxes ? '□' : '字'} />
      {hasBoxes && <p class="quiet">{words.say('noSourceText')}</p>}
    </>
  );
}
