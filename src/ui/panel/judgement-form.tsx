import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askAgain } from '../../messages/channel.ts';
import { dismissedWords } from '../../report/judgement-words.ts';
import type { MatchView } from '../../report/page-view.ts';
import type { ToastSignal } from '../parts/toast.tsx';
import { useWords } from '../parts/words-context.tsx';
import { confirmMatch, ignoreMatch } from './judge-match.ts';

const SCOPES = [
  ['match', 'notThisPassage'],
  ['essay', 'notThisEssay'],
  ['site', 'notThisSite'],
] as const;

interface JudgementProps {
  readonly tab: number;
  readonly match: MatchView;
  readonly toast: ToastSignal;
}

/** Shows the user's judgement on a match, with a button that undoes it; nothing if there is none. */
export function Verdict({ tab, match }: Omit<JudgementProps, 'toast'>) {
  const words = useWords();
  const { dismissed, judgement, note, id } = match;
  if (dismissed === null && note === null) return null;
  const undo = () =>
    judgement !== null ? askAgain('undo', { judgement }) : askAgain('confirm', { tab, id, note: null });
  return (
    <p class="row spread verdict">
      <span>{dismissed === null ? `✓ ${words.say('confirmed')}` : dismissedWords(dismissed, words)}</span>
      <button type="button" class="plain" onClick={() => void undo()}>
        {words.say('undo')}
      </button>
    </p>
  );
}

function Confirm({ tab, match, toast }: JudgementProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState(match.note ?? '');
  return (
    <div class="stack">
      <Verdict tab={tab} match={match} />
      <label for={id} class="quiet">
        {words.say('note')}
      </label>
      <textarea id={id} rows={2} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="row">
        <button type="button" onClick={() => void confirmMatch({ tab, id: match.id, toast }, text, words)}>
          {words.say(match.note === null ? 'confirm' : 'saveNote')}
        </button>
      </p>
    </div>
  );
}

function Ignore({ tab, match, toast }: JudgementProps) {
  const words = useWords();
  return (
    <p class="row">
      {SCOPES.map(([scope, key]) => (
        <button key={scope} type="button" onClick={() => void ignoreMatch({ tab, id: match.id, toast }, scope, words)}>
          {words.say(key)}
        </button>
      ))}
    </p>
  );
}

/**
 * Form for the user's judgement on a match: confirmed with a note, or ignored in one of three scopes. When a judgement removes
 * the pressed button, the focus moves to another button of the form.
 */
export function JudgementForm(props: JudgementProps) {
  const words = useWords();
  const box = useRef<HTMLElement>(null);
  const { dismissed } = props.match;
  const before = useRef(dismissed);
  useLayoutEffect(() => {
    if (before.current !== dismissed) box.current?.querySelector<HTMLElement>('button')?.focus();
    before.current = dismissed;
  }, [dismissed]);
  return (
    <section class="card stack judge" ref={box} aria-label={words.say('isItAMatch')}>
      <strong>{words.say('isItAMatch')}</strong>
      {dismissed === null ? (
        <>
          <Confirm {...props} />
          <Ignore {...props} />
        </>
      ) : (
        <Verdict tab={props.tab} match={props.match} />
      )}
    </section>
  );
}
