import { useId, useState } from 'preact/hooks';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import { essayName } from '../../report/essay-name.ts';
import type { TextView } from '../../report/page-view.ts';
import { type CheckedText, useCheckedText } from '../parts/checked-text.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { UnreadNote } from '../parts/unread-note.tsx';
import { useWords } from '../parts/words-context.tsx';
import '../options/options.css';

function Figures({ view }: { readonly view: TextView }) {
  const words = useWords();
  const { figures } = view;
  if (figures.matches === 0) return <p class="lead">{words.say('nothingFound')}</p>;
  return (
    <p class="lead">
      <strong class="figure">{words.percent(figures.share)}</strong>{' '}
      {words.say('ofThisText', words.count('matches', figures.matches), words.count('letters', figures.letters))}
    </p>
  );
}

function Essays({ view }: { readonly view: TextView }) {
  const words = useWords();
  const names = [...new Set(view.marks.map(essayName))];
  if (names.length === 0) return null;
  return (
    <section aria-labelledby="essays">
      <h2 id="essays">{words.say('alsoIn')}</h2>
      <ul class="names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
}

function Result({ checked }: { readonly checked: CheckedText }) {
  const { text, view } = checked;
  return (
    <>
      <div role="status">
        <Figures view={view} />
        <ComparedLine compared={view.compared} />
        <UnreadNote unread={view.unread} />
      </div>
      <Essays view={view} />
      {view.marks.length > 0 && (
        <div class="card live">
          <MarkedText text={text} view={view} />
        </div>
      )}
    </>
  );
}

/**
 * The page on which a pasted text is checked; the text stays in this tab's memory. It serves for texts whose page cannot be read.
 */
export function Check() {
  const words = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const checked = useCheckedText(typed.slice(0, MAX_PART_LENGTH));
  const tooLong = typed.length > MAX_PART_LENGTH;
  return (
    <main class="welcome check-page">
      <h1>{words.say('checkText')}</h1>
      <div class="stack">
        <label for={id}>{words.say('checkPaste')}</label>
        <textarea id={id} lang="zh" autofocus value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        <p class="quiet">{words.say('checkLocal')}</p>
        {tooLong && (
          <p class="warn" role="alert">
            {words.say('checkTooLong', words.number(MAX_PART_LENGTH), words.number(typed.length))}
          </p>
        )}
      </div>
      {checked && <Result checked={checked} />}
    </main>
  );
}
