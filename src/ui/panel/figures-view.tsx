import type { Figures } from '../../report/figures.ts';
import { useWords } from '../parts/words-context.tsx';

/** The page's figures in the words of 查重 reports. */
export function FiguresView({ figures }: { readonly figures: Figures }) {
  const words = useWords();
  const rows = [
    [words.say('largest'), words.percent(figures.largest?.share ?? 0)],
    [words.say('withoutQuotations'), words.percent(figures.shareWithoutQuotations)],
    [words.say('literalShare'), words.percent(figures.literalShare)],
    [words.say('rewordedShare'), words.percent(figures.rewordedShare)],
    [words.say('lettersCounted'), words.number(figures.letters)],
  ];
  return (
    <section class="figures" aria-label={words.say('figuresHeading')}>
      <p class="total">
        <strong>{words.percent(figures.share)}</strong>
        <span>
          {words.say('share')}
          <span class="quiet">{words.say('shareHint')}</span>
        </span>
      </p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
