import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askAgain, askBackground } from '../../messages/channel.ts';
import { changeLine, citationOf } from '../../report/card.ts';
import type { Comparison } from '../../report/comparison.ts';
import { essayName, essayOrigin } from '../../report/essay-name.ts';
import { kindWords, similarityWords } from '../../report/kinds.ts';
import type { EssayCard, MatchView } from '../../report/page-view.ts';
import { copyText } from '../parts/copy-text.ts';
import type { ToastSignal } from '../parts/toast.tsx';
import { useWords } from '../parts/words-context.tsx';
import { Aligned } from './aligned.tsx';
import { JudgementForm } from './judgement-form.tsx';
import { OriginalBox } from './original-box.tsx';
import { RewordedSentences } from './reworded-sentences.tsx';

type Answer = Comparison | 'changed' | null;

function useComparison(tab: number, id: string): Answer {
  const [answer, setAnswer] = useState<Answer>(null);
  useEffect(() => {
    let live = true;
    setAnswer(null);
    void askAgain('compare', { tab, id }).then((outcome) => {
      if (live) setAnswer(outcome.ok ? outcome.value : 'changed');
    });
    return () => {
      live = false;
    };
  }, [tab, id]);
  return answer;
}

interface CompareProps {
  readonly tab: number;
  /** The match as in the panel's present view, so that a judgement on it shows at once. */
  readonly match: MatchView;
  readonly card: EssayCard | undefined;
  readonly toast: ToastSignal;
  /** Goes to the next (1) or previous (−1) match of the list. */
  readonly step: (by: 1 | -1) => void;
  readonly back: () => void;
}

function Head({ match, step, back }: CompareProps) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // In a layout effect, so that a key pressed as soon as the view is painted is already handled by it.
  useLayoutEffect(() => heading.current?.focus(), [match.id]);
  return (
    <div class="row spread">
      <h2 tabIndex={-1} ref={heading}>
        {words.say('compareHeading')}
      </h2>
      <span class="row">
        <button type="button" aria-label={words.say('previous')} title={words.say('previous')} onClick={() => step(-1)}>
          ↑
        </button>
        <button type="button" aria-label={words.say('next')} title={words.say('next')} onClick={() => step(1)}>
          ↓
        </button>
        <button type="button" onClick={back}>
          {words.say('back')}
        </button>
      </span>
    </div>
  );
}

// Only web addresses become links: the index may be a file from anyone.
function EssayLink({ card }: { readonly card: EssayCard }) {
  if (!/^https?:\/\//.test(card.url)) return <>{essayName(card)}</>;
  return (
    <a href={card.url} target="_blank" rel="noreferrer noopener">
      {essayName(card)}
    </a>
  );
}

function EssayFacts({ match, card }: Pick<CompareProps, 'match' | 'card'>) {
  const words = useWords();
  const facts = [kindWords(match, words), words.count('letters', match.letters), ...similarityWords(match, words)];
  return (
    <div>
      {card && (
        <p>
          <strong>
            <EssayLink card={card} />
          </strong>
        </p>
      )}
      <p class="quiet">{[...(card ? [essayOrigin(card)] : []), ...facts].filter((fact) => fact !== '').join(' · ')}</p>
      <p class="quiet">{words.labelled('changes', changeLine(match, words))}</p>
    </div>
  );
}

function Verify({ tab, match, card, toast, passage }: CompareProps & { readonly passage: string }) {
  const words = useWords();
  const copy = async () => {
    if (card) toast.value = { text: words.say(await copyText(citationOf(match.excerpt, card, words))) };
  };
  return (
    <p class="row">
      <button type="button" onClick={() => void askBackground('search-web', { tab, text: passage })}>
        {words.say('searchWeb')}
      </button>
      <button type="button" onClick={() => void copy()}>
        {words.say('copyCitation')}
      </button>
    </p>
  );
}

function Sides({ compared }: { readonly compared: Comparison }) {
  return compared.steps.length > 0 ? (
    <Aligned steps={compared.steps} />
  ) : (
    <RewordedSentences sentences={compared.sentences} />
  );
}

/** A match beside its source, with ways to verify it. It takes the focus when it opens; Escape goes back. */
export function CompareView(props: CompareProps) {
  const words = useWords();
  const { tab, match, toast } = props;
  const answer = useComparison(tab, match.id);
  const compared = answer === 'changed' ? null : answer;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works from wherever the focus is inside
    <section class="compare stack" onKeyDown={(event) => event.key === 'Escape' && props.back()}>
      <Head {...props} />
      <EssayFacts {...props} />
      <div aria-live="polite" class="card stack">
        {answer === 'changed' && <p>{words.say('compareGone')}</p>}
        {compared && <Sides compared={compared} />}
      </div>
      {compared && <Verify {...props} passage={compared.passage} />}
      <JudgementForm key={match.id} tab={tab} match={match} toast={toast} />
      {compared && <OriginalBox key={match.id} tab={tab} id={match.id} passage={compared.passage} />}
    </section>
  );
}
