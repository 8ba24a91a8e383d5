import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { type Piece, piecesOf, type Stretch } from '../../report/file-stretches.ts';
import { kindStyleOf } from '../../store/settings.ts';
import { hanCount } from '../../text/han.ts';
import { MarkSample } from '../parts/mark-sample.tsx';
import { settings } from '../parts/mount-page.tsx';
import { useWords } from '../parts/words-context.tsx';
import { FileStrip } from './file-strip.tsx';
import '../panel/panel.css';

/** A stretch as its mark and its row call it. */
function useStretchWords(): (stretch: Stretch) => string {
  const words = useWords();
  return ({ by, name, isOwn }) => {
    if (by === 'given') return words.say('legendGiven');
    if (isOwn) return words.labelled('tabOwn', name);
    return by === 'shared' ? words.say('stretchShared', name) : name;
  };
}

function PieceText({ piece, text }: { readonly piece: Piece; readonly text: string }) {
  const say = useStretchWords();
  const [first] = piece.of;
  if (!first) return <>{text}</>;
  const title = piece.of.map(say).join('\n');
  if (first.by === 'given' || first.by === 'shared')
    return (
      <mark class={first.by} title={title}>
        {text}
      </mark>
    );
  return (
    <MarkSample look={settings.value ? kindStyleOf(settings.value) : ''} kind={first.by} title={title}>
      {text}
    </MarkSample>
  );
}

/** Units of the text of a stretch that its row shows. */
const EXCERPT = 60;

function StretchRow(props: { readonly stretch: Stretch; readonly text: string; readonly show: () => void }) {
  const words = useWords();
  const { stretch, text } = props;
  const own = text.slice(stretch.start, stretch.end);
  const excerpt = own.length > EXCERPT ? `${own.slice(0, EXCERPT)}…` : own;
  return (
    <li class="card match">
      <button type="button" class="excerpt" onClick={props.show}>
        <span class="hidden-text">{words.labelled('showInText', '')}</span>
        <span lang="zh">{excerpt}</span>
      </button>
      <p class={`where of-${stretch.by}`}>{useStretchWords()(stretch)}</p>
      <p class="quiet">{words.count('letters', hanCount(own))}</p>
    </li>
  );
}

/**
 * A text with its stretches marked, and beside it, as the panel beside a page, their strip and their list; a row of the list leads to its
 * place in the text. What everyone was given is grey.
 */
export function MarkedBeside(props: {
  readonly text: string;
  readonly stretches: readonly Stretch[];
  /** Figures that stand above the list. */
  readonly children?: ComponentChildren;
}) {
  const words = useWords();
  const { text, stretches } = props;
  const marked = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => piecesOf(stretches, text.length), [stretches, text]);
  const show = (start: number) => {
    const place = marked.current?.querySelector<HTMLElement>(`[data-start="${start}"]`);
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  };
  return (
    <div class="marked-beside">
      <div class="card live">
        <div class="marked" lang="zh" ref={marked}>
          {pieces.map((piece) => (
            <span key={piece.start} data-start={piece.start} tabIndex={-1}>
              <PieceText piece={piece} text={text.slice(piece.start, piece.end)} />
            </span>
          ))}
        </div>
      </div>
      <section class="stack beside" aria-label={words.say('besideText')}>
        {props.children}
        <FileStrip stretches={stretches} length={text.length} />
        <ol class="stack">
          {stretches.map((stretch) => (
            <StretchRow
              key={`${stretch.by} ${stretch.name} ${stretch.start}`}
              stretch={stretch}
              text={text}
              show={() => show(stretch.start)}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}
