import { piecesOf, type Stretch } from '../../report/file-stretches.ts';
import { type Bar, StripDrawing } from '../parts/strip.tsx';
import { useWords } from '../parts/words-context.tsx';

/** The colour of stretches by what they also stand in; the legend of the table names them. */
export const STRETCH_COLOURS: Readonly<Record<Stretch['by'], string>> = {
  literal: 'var(--source-0)',
  reworded: 'var(--source-0)',
  given: 'var(--source-rest)',
  shared: 'var(--source-1)',
};

function barsOf(stretches: readonly Stretch[], length: number): Bar[] {
  return piecesOf(stretches, length).flatMap(({ start, end, of: [first] }) =>
    first ? [{ from: start, to: end, colour: STRETCH_COLOURS[first.by] }] : [],
  );
}

/** How many stretches of each kind a file has, in words; `''` where it has none. */
function useStripWords(stretches: readonly Stretch[]): string {
  const words = useWords();
  const count = (...kinds: Stretch['by'][]) => stretches.filter(({ by }) => kinds.includes(by)).length;
  const parts = [
    ['stripKnown', count('literal', 'reworded')],
    ['stripShared', count('shared')],
    ['stripGiven', count('given')],
  ] as const;
  return words.list(parts.filter(([, n]) => n > 0).map(([key, n]) => words.say(key, words.number(n))));
}

/**
 * Where in a file its stretches lie: above those of known essays and of what everyone was given, below those that other files share. The
 * drawing is decorative; its words count the same.
 * @param length UTF-16 units of the file
 */
export function FileStrip({ stretches, length }: { readonly stretches: readonly Stretch[]; readonly length: number }) {
  const said = useStripWords(stretches);
  if (said === '') return null;
  const shared = stretches.filter(({ by }) => by === 'shared');
  const explained = stretches.filter(({ by }) => by !== 'shared');
  return (
    <span class="file-strip" title={said}>
      <span class="hidden-text">{said}</span>
      <StripDrawing bars={barsOf(explained, length)} length={length} />
      <StripDrawing bars={barsOf(shared, length)} length={length} />
    </span>
  );
}

/** What the colours of strips mean. */
export function StripLegend() {
  const words = useWords();
  const kinds = [
    ['legendKnown', 'literal'],
    ['legendShared', 'shared'],
    ['legendGiven', 'given'],
  ] as const;
  return (
    <p class="strip-legend quiet row">
      {kinds.map(([key, by]) => (
        <span key={by} class="row">
          <span class="key" style={{ '--key': STRETCH_COLOURS[by] }} />
          {words.say(key)}
        </span>
      ))}
    </p>
  );
}
