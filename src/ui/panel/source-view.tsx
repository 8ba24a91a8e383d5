import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../messages/channel.ts';
import { changeLine } from '../../report/card.ts';
import type { CompareStep, Comparison } from '../../report/comparison.ts';
import { essayName, essayOrigin } from '../../report/essay-name.ts';
import type { EssayCard, MatchView } from '../../report/page-view.ts';
import { useWords } from '../parts/words-context.tsx';
import { JudgeBox } from './judge-box.tsx';
import { RewordedSides } from './reworded-sides.tsx';

/** Letters drawn one □ each; beyond that only the number tells. */
const BOXES = 12;

function Unknown({ letters }: { readonly letters: number }) {
  const words = useWords();
  return (
    <span class="boxes">
      <span aria-hidden="true">
        {'□'.repeat(Math.min(letters, BOXES))}
        {letters > BOXES && `…×${letters}`}
      </span>
      <span class="hidden-text">{words.say('opMissingCount', words.count('letters', letters))}</span>
    </span>
  );
}

function SourceLetters({ source }: { readonly source: string | number }) {
  if (typeof source === 'string') return <>{source}</>;
  return source === 0 ? null : <Unknown letters={source} />;
}

function causeOf(step: CompareStep, words: ReturnType<typeof useWords>): string | undefined {
  return step.cause ? words.say(`cause_${step.cause}`) : undefined;
}

function Step({ step }: { readonly step: CompareStep }) {
  const words = useWords();
  if (step.kind === 'same') return <>{step.page}</>;
  const cause = causeOf(step, words);
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

function Legend() {
  const words = useWords();
  return (
    <ul class="legend quiet" aria-label={words.say('compareLegend')}>
      <li>
        <span class="step replaced">
          <ins>文</ins>
          <del>□</del>
        </span>{' '}
        {words.say('opReplaced')}
      </li>
      <li>
        <span class="step added">
          <ins>文</ins>
        </span>{' '}
        {words.say('opAdded')}
      </li>
      <li>
        <span class="step missing">
          <del>□</del>
        </span>{' '}
        {words.say('opMissing')}
      </li>
    </ul>
  );
}

type Answer = Comparison | 'changed' | null;

function useComparison(tab: number, id: string): Answer {
  const [answer, setAnswer] = useState<Answer>(null);
  useEffect(() => {
    let live = true;
    void askBackground('compare', { tab, id }).then((outcome) => {
      if (live) setAnswer(outcome.ok ? outcome.value : 'changed');
    });
    return () => {
      live = false;
    };
  }, [tab, id]);
  return answer;
}

function Aligned({ steps }: Pick<Comparison, 'steps'>) {
  const words = useWords();
  return (
    <>
      <p class="aligned">
        {steps.map((step, i) => (
          <Step key={i} step={step} />
        ))}
      </p>
      <Legend />
      <p class="quiet">{words.say('noSourceText')}</p>
    </>
  );
}

/** A match beside its source. Takes the focus when it opens; Escape goes back. */
export function CompareView(props: {
  readonly tab: number;
  /** As the panel's view has it now: what the user says of it shows at once. */
  readonly match: MatchView;
  readonly card: EssayCard | undefined;
  readonly back: () => void;
}) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useComparison(props.tab, props.match.id);
  // With the view, not after it: a key that is pressed as soon as it shows is its own.
  useLayoutEffect(() => heading.current?.focus(), [props.match.id]);
  const compared = answer === 'changed' ? null : answer;
  const aligned = compared !== null && compared.steps.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works from wherever the focus is inside
    <section class="compare stack" onKeyDown={(event) => event.key === 'Escape' && props.back()}>
      <div class="row spread">
        <h2 tabIndex={-1} ref={heading}>
          {words.say('compareHeading')}
        </h2>
        <button type="button" onClick={props.back}>
          {words.say('back')}
        </button>
      </div>
      {props.card && !(compared && !aligned) && (
        <p>
          <strong>{essayName(props.card)}</strong>
          <br />
          <span class="quiet">{essayOrigin(props.card)}</span>
        </p>
      )}
      <div aria-live="polite" class="card stack">
        {answer === 'changed' && <p>{words.say('compareGone')}</p>}
        {compared && aligned && <Aligned steps={compared.steps} />}
        {compared && !aligned && (
          <RewordedSides match={compared.match} sentences={compared.sentences} card={props.card} />
        )}
      </div>
      {compared && (
        <p>
          <span class="quiet">{words.say('labelled', words.say('changes'), '')}</span>
          {changeLine(compared.match, words)}
        </p>
      )}
      <JudgeBox key={props.match.id} tab={props.tab} match={props.match} />
    </section>
  );
}
