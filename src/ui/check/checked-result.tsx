import type { WordKey } from '../../locale/words.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import { essayName } from '../../report/essay-name.ts';
import type { TextView } from '../../report/page-view.ts';
import { type CheckedText, useCheckedText } from '../parts/checked-text.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { Section } from '../parts/section.tsx';
import { UnreadNote } from '../parts/unread-note.tsx';
import { useWords } from '../parts/words-context.tsx';

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

function Own({ view }: { readonly view: TextView }) {
  const words = useWords();
  const { matches } = view.figures.own;
  return matches === 0 ? null : <p>{words.count('ownFound', matches)}</p>;
}

function namesOf({ marks }: TextView, own: boolean): string[] {
  return [...new Set(marks.filter((mark) => mark.own === own).map(essayName))];
}

function Names({ heading, names }: { readonly heading: WordKey; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Section heading={heading}>
      <ul class="names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Section>
  );
}

function Essays({ view }: { readonly view: TextView }) {
  return (
    <>
      <Names heading="alsoIn" names={namesOf(view, false)} />
      <Names heading="tabOwn" names={namesOf(view, true)} />
    </>
  );
}

function CheckedResult({ checked }: { readonly checked: CheckedText }) {
  const { text, view } = checked;
  return (
    <>
      <div role="status">
        <Figures view={view} />
        <Own view={view} />
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

/** A text with what checking it says, as far as one text may go, and a note where that is not all of it. */
export function CheckedUpToLimit({ text }: { readonly text: string }) {
  const words = useWords();
  const checked = useCheckedText(text.slice(0, MAX_PART_LENGTH));
  return (
    <>
      {text.length > MAX_PART_LENGTH && (
        <p class="warn" role="alert">
          {words.say('checkTooLong', words.number(MAX_PART_LENGTH), words.number(text.length))}
        </p>
      )}
      {checked && <CheckedResult checked={checked} />}
    </>
  );
}
