import { memo } from 'preact/compat';
import { askBackground } from '../../messages/channel.ts';
import { essayName } from '../../report/essay-name.ts';
import { kindWords, similarityWords } from '../../report/kinds.ts';
import type { EssayCard, MatchView } from '../../report/page-view.ts';
import { Marked } from '../parts/mark-sample.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { sourceColour } from '../parts/source-order.ts';
import { useWords } from '../parts/words-context.tsx';
import { Verdict } from './judgement-form.tsx';

/** The actions on a match in the list. */
export interface RowActs {
  readonly compare: (id: string) => void;
  readonly ignore: (id: string) => void;
  readonly confirm: (id: string) => void;
}

/** Properties of a row of the list. */
export interface RowProps {
  readonly match: MatchView;
  readonly card: EssayCard | undefined;
  /** Title of the page. A heading that is part of it is not shown. */
  readonly pageTitle: string;
  /** Rank of its essay among the page's sources, from 1; `undefined` if it has none. */
  readonly rank: number | undefined;
  readonly tab: number;
  readonly current: boolean;
  readonly acts: RowActs;
}

// Each view contains the matches as new objects. What a row shows of a match depends only on these properties.
function isSameRow(a: RowProps, b: RowProps): boolean {
  const [x, y] = [a.match, b.match];
  return (
    x.id === y.id &&
    x.dismissed === y.dismissed &&
    x.note === y.note &&
    x.heading === y.heading &&
    a.current === b.current &&
    a.rank === b.rank &&
    a.tab === b.tab &&
    a.pageTitle === b.pageTitle
  );
}

function Facts({ match }: { readonly match: MatchView }) {
  const words = useWords();
  const others = new Set(match.also.map((place) => place.essay).filter((essay) => essay !== match.essay)).size;
  const facts = [
    kindWords(match, words),
    words.count('letters', match.letters),
    ...similarityWords(match, words),
    ...(match.inField ? [words.say('inTextField')] : []),
    ...(others > 0 ? [words.count('otherEssays', others)] : []),
  ];
  return <p class="quiet">{facts.join(' · ')}</p>;
}

function Buttons({ match, acts }: Pick<RowProps, 'match' | 'acts'>) {
  const words = useWords();
  const { id, dismissed, note } = match;
  return (
    <p class="row">
      <button type="button" class="plain compare-button" onClick={() => acts.compare(id)}>
        {words.say('compare')}
      </button>
      {dismissed === null && note === null && (
        <button type="button" class="plain" onClick={() => acts.confirm(id)}>
          {words.say('confirm')}
        </button>
      )}
      {dismissed === null && (
        <button type="button" class="plain" onClick={() => acts.ignore(id)}>
          {words.say('notAMatch')}
        </button>
      )}
    </p>
  );
}

/** A match of the list: its text, which is a button that shows it on the page, its essay, and buttons for judgements. */
export const MatchRow = memo(({ match, card, pageTitle, rank, tab, current, acts }: RowProps) => {
  const words = useWords();
  const show = () => void askBackground('show', { tab, id: match.id });
  return (
    <li class={`card match ${match.kind}`} data-id={match.id} aria-current={current ? 'true' : undefined}>
      <button type="button" class="excerpt" disabled={match.dismissed !== null} onClick={show}>
        <span class="hidden-text">{words.labelled('showOnPage', '')}</span>
        <Marked kind={match.kind} source={rank === undefined ? undefined : rank - 1}>
          {match.excerpt}
        </Marked>
      </button>
      {!pageTitle.includes(match.heading) && <p class="quiet heading">{words.say('underHeading', match.heading)}</p>}
      <p class="row where">
        <span class="dot" style={{ '--dot': sourceColour(rank) }}>
          {rank ?? '·'}
        </span>
        <span class="name">{card && <Phrase>{essayName(card)}</Phrase>}</span>
      </p>
      <Facts match={match} />
      {match.note && <p class="note">{match.note}</p>}
      <Verdict tab={tab} match={match} />
      <Buttons match={match} acts={acts} />
    </li>
  );
}, isSameRow);
