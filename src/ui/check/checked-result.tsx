import { useMemo } from 'preact/hooks';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import { stretchesOfText } from '../../report/file-stretches.ts';
import type { TextView } from '../../report/page-view.ts';
import { FiguresView } from '../panel/figures-view.tsx';
import { type CheckedText, useCheckedText } from '../parts/checked-text.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { UnreadNote } from '../parts/unread-note.tsx';
import { useWords } from '../parts/words-context.tsx';
import { MarkedBeside } from './marked-beside.tsx';

function Own({ view }: { readonly view: TextView }) {
  const words = useWords();
  const { matches } = view.figures.own;
  return matches === 0 ? null : <p>{words.count('ownFound', matches)}</p>;
}

function Figures({ view }: { readonly view: TextView }) {
  const words = useWords();
  const { figures } = view;
  return (
    <div role="status">
      {figures.matches === 0 ? (
        <>
          <p class="lead">{words.say('nothingFound')}</p>
          <ComparedLine compared={view.compared} />
        </>
      ) : (
        <FiguresView figures={figures} compared={view.compared} />
      )}
      <Own view={view} />
      <UnreadNote unread={view.unread} />
    </div>
  );
}

function CheckedResult({ checked }: { readonly checked: CheckedText }) {
  const { text, view } = checked;
  const stretches = useMemo(() => stretchesOfText(view), [view]);
  if (stretches.length === 0) return <Figures view={view} />;
  return (
    <MarkedBeside text={text} stretches={stretches}>
      <Figures view={view} />
    </MarkedBeside>
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
