import { essayCoverage } from '../../report/coverage.ts';
import { essayName, essayOrigin } from '../../report/essay-name.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';
import { Phrase } from '../parts/phrase.tsx';
import { type RankedSource, sourceColour } from '../parts/source-order.ts';
import { StripDrawing } from '../parts/strip.tsx';
import { useWords } from '../parts/words-context.tsx';
import { isIn, type PanelState } from './panel-state.ts';

function Source({
  source,
  view,
  state,
}: {
  readonly source: RankedSource;
  readonly view: PageView;
  readonly state: PanelState;
}) {
  const words = useWords();
  const { card, rank, share, matches } = source;
  const here = view.matches.filter((match: MatchView) => match.dismissed === null && isIn(match, card.ref));
  const coverage = essayCoverage(card, here);
  const family = view.essays.filter(({ ref }) => card.family.includes(ref)).map(essayName);
  const bars = coverage.spans.map(({ start, end }) => ({
    from: start - card.start,
    to: end - card.start,
    colour: sourceColour(rank),
  }));
  const show = () => {
    state.source.value = card.ref;
    state.list.value = 'matches';
  };
  return (
    <li class="card source">
      <div class="row head">
        <span class="dot" style={{ '--dot': sourceColour(rank) }}>
          {rank}
        </span>
        <h2>
          <Phrase>{essayName(card)}</Phrase>
        </h2>
      </div>
      <p class="quiet">{essayOrigin(card)}</p>
      <p class="facts">
        <strong>{words.say('ofPage', words.percent(share))}</strong>
        <span>{words.say('ofEssay', words.percent(coverage.share))}</span>
        <span>{words.say('longestRun', words.count('letters', coverage.longest))}</span>
      </p>
      <div class="essay-strip" role="img" aria-label={words.say('essayStripLabel')}>
        <StripDrawing bars={bars} length={card.end - card.start} />
      </div>
      {family.length > 0 && <p class="quiet">{words.say('variants', words.list(family))}</p>}
      <button type="button" class="plain" onClick={show}>
        {words.count('matches', matches)}
      </button>
    </li>
  );
}

/** The page's sources, ranked, each with its strip. */
export function SourcesView(props: {
  readonly view: PageView;
  readonly sources: readonly RankedSource[];
  readonly state: PanelState;
}) {
  return (
    <ol class="stack">
      {props.sources.map((source) => (
        <Source key={source.card.id} source={source} view={props.view} state={props.state} />
      ))}
    </ol>
  );
}
