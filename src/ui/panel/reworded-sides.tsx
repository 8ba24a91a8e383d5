import type { Comparison } from '../../report/comparison.ts';
import { essayName, essayOrigin } from '../../report/essay-name.ts';
import type { EssayCard } from '../../report/page-view.ts';
import { StripDrawing } from '../parts/strip.tsx';
import { useWords } from '../parts/words-context.tsx';

/** Boxes drawn for an essay's passage, one a character; a longer one ends in its number. */
const BOXES = 240;

function EssaySide({ match, card }: { readonly match: Comparison['match']; readonly card: EssayCard }) {
  const words = useWords();
  const { start, end } = match.source;
  const length = end - start;
  const bar = { from: start - card.start, to: end - card.start, colour: 'var(--mark-reworded-line)' };
  return (
    <section>
      <h3>{words.say('sideEssay')}</h3>
      <p>
        <strong>{essayName(card)}</strong>
        <br />
        <span class="quiet">{essayOrigin(card)}</span>
      </p>
      <p class="quiet">
        {words.say('placeInDocument', words.number(start + 1), words.number(end))} · {words.count('letters', length)}
      </p>
      <div class="essay-strip" role="img" aria-label={words.say('essayStripLabel')}>
        <StripDrawing bars={[bar]} length={card.end - card.start} />
      </div>
      <p class="unread" aria-hidden="true">
        {'□'.repeat(Math.min(BOXES, length))}
        {length > BOXES && ` … ×${words.number(length)}`}
      </p>
    </section>
  );
}

/** The two sides of a match whose letters do not lie on each other: the page's sentences, and what is known of the essay's. */
export function RewordedSides(props: {
  readonly match: Comparison['match'];
  readonly sentences: readonly string[];
  readonly card: EssayCard | undefined;
}) {
  const words = useWords();
  const { match, sentences, card } = props;
  return (
    <>
      <div class="sides">
        <section>
          <h3>{words.say('sidePage')}</h3>
          <p class="quiet">
            {words.count('sentences', sentences.length)} · {words.count('letters', match.letters)}
          </p>
          <ol class="sentences">
            {sentences.map((sentence, i) => (
              <li key={i}>
                <mark>{sentence}</mark>
              </li>
            ))}
          </ol>
        </section>
        {card && <EssaySide match={match} card={card} />}
      </div>
      <p class="quiet">{words.say('compareReworded')}</p>
    </>
  );
}
