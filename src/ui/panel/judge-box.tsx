import { useId, useState } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import type { JudgementScope } from '../../report/judgement.ts';
import type { MatchView } from '../../report/page-view.ts';
import { useWords } from '../parts/words-context.tsx';

/** What it is called that a match is dismissed, by what was dismissed. */
export const DISMISSED: Readonly<Record<JudgementScope, WordKey>> = {
  match: 'dismissedMatch',
  essay: 'dismissedEssay',
  site: 'dismissedSite',
};

const SCOPES = [
  ['match', 'notThisPassage'],
  ['essay', 'notThisEssay'],
  ['site', 'notThisSite'],
] as const;

interface JudgeProps {
  readonly tab: number;
  readonly match: MatchView;
}

/** Says why a match is dismissed, and takes that back. */
export function Dismissed({ match }: { readonly match: MatchView }) {
  const words = useWords();
  if (!match.dismissed || match.judgement === null) return null;
  const judgement = match.judgement;
  return (
    <p class="row spread">
      <span class="quiet">{words.say(DISMISSED[match.dismissed])}</span>
      <button type="button" class="plain" onClick={() => void askBackground('undo', { judgement })}>
        {words.say('undo')}
      </button>
    </p>
  );
}

function Confirm({ tab, match }: JudgeProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState(match.note ?? '');
  const [said, setSaid] = useState(false);
  const confirm = async (note: string | null) => {
    await askBackground('confirm', { tab, id: match.id, note });
    setSaid(note !== null);
  };
  return (
    <div class="stack">
      <p class="row spread">
        <strong>{match.note === null ? words.say('isItAMatch') : words.say('confirmed')}</strong>
        {match.note !== null && (
          <button type="button" class="plain" onClick={() => void confirm(null)}>
            {words.say('undo')}
          </button>
        )}
      </p>
      <label for={id} class="quiet">
        {words.say('note')}
      </label>
      <textarea id={id} rows={2} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="row">
        <button type="button" onClick={() => void confirm(text)}>
          {words.say(match.note === null ? 'confirm' : 'saveNote')}
        </button>
        <span role="status" class="quiet">
          {said ? words.say('noteSaved') : ''}
        </span>
      </p>
    </div>
  );
}

/** The user's judgement on a match: confirmed with a note, or no match for one of three scopes. */
export function JudgeBox({ tab, match }: JudgeProps) {
  const words = useWords();
  if (match.dismissed) return <Dismissed match={match} />;
  return (
    <section class="card stack">
      <Confirm tab={tab} match={match} />
      <div>
        <p class="quiet">{words.say('notAMatch')}</p>
        <p class="row">
          {SCOPES.map(([scope, key]) => (
            <button
              key={scope}
              type="button"
              onClick={() => void askBackground('dismiss', { tab, id: match.id, scope })}
            >
              {words.say(key)}
            </button>
          ))}
        </p>
      </div>
    </section>
  );
}
