import type { Words } from '../../locale/words.ts';
import type { Figures } from '../../report/figures.ts';
import type { PageView } from '../../report/page-view.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { useWords } from '../parts/words-context.tsx';

type Row = readonly [name: string, value: string];

/** Most figures that are visible beside the page's share. */
const BESIDE = 2;

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return rows.map(([name, value]) => (
    <div key={name}>
      <dt>
        <Phrase>{name}</Phrase>
      </dt>
      <dd>{value}</dd>
    </div>
  ));
}

// Left out where the whole page is main text, as both shares are equal then.
function mainRow({ main, letters }: Figures, words: Words): Row[] {
  return main && main.letters !== letters ? [[words.say('mainShare'), words.percent(main.share)]] : [];
}

/**
 * The page's figures in the terms of Chinese similarity reports (查重). Three are visible (its share, that of its main text if
 * the page has more text than that, and that of the largest source), the others folded; and what was compared. For pages with a
 * match.
 */
export function FiguresView({ figures, compared }: Pick<PageView, 'figures' | 'compared'>) {
  const words = useWords();
  const rows: readonly Row[] = [
    ...mainRow(figures, words),
    [words.say('largest'), words.percent(figures.largest?.share ?? 0)],
    [words.say('withoutQuotations'), words.percent(figures.shareWithoutQuotations)],
    [words.say('literalShare'), words.percent(figures.literalShare)],
    [words.say('rewordedShare'), words.percent(figures.rewordedShare)],
    [words.say('lettersCounted'), words.number(figures.letters)],
  ];
  return (
    <section class="figures" aria-label={words.say('figuresHeading')}>
      <div class="three">
        <p class="total">
          <strong>{words.percent(figures.share)}</strong>
          <span title={words.say('shareHint')}>{words.say('share')}</span>
        </p>
        <dl>
          <Rows rows={rows.slice(0, BESIDE)} />
        </dl>
      </div>
      <ComparedLine compared={compared} />
      <details>
        <summary>{words.say('figuresMore')}</summary>
        <dl class="more">
          <Rows rows={rows.slice(BESIDE)} />
        </dl>
        <p class="quiet">{words.labelled('share', words.say('shareHint'))}</p>
      </details>
    </section>
  );
}
