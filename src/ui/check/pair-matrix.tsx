import { useMemo, useState } from 'preact/hooks';
import type { Comparison } from '../../comparison/compare-files.ts';
import type { FilePair } from '../../comparison/pair-evidence.ts';
import { type FileMatrix, fileMatrix, MATRIX_FILES } from '../../report/file-matrix.ts';
import { pairNames } from '../../report/pair-words.ts';
import { Section } from '../parts/section.tsx';
import { useGrowing } from '../parts/use-growing.ts';
import { useWords } from '../parts/words-context.tsx';
import { Pair } from './class-pairs.tsx';

/** Letters in common from which on a cell is drawn in the full colour: those of a long paragraph. */
const FULL_LETTERS = 300;

/** Steps over rows and columns by the arrow keys. */
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus to the next pair in the direction of an arrow key, over cells without one. */
function step(event: KeyboardEvent): void {
  const by = STEPS[event.key];
  const cell = (event.target as Element).closest('td');
  const row = cell?.closest('tr');
  const body = row?.closest('tbody');
  if (!by || !cell || !row || !body) return;
  event.preventDefault();
  let [r, c] = [row.sectionRowIndex, cell.cellIndex];
  for (;;) {
    [r, c] = [r + by[0], c + by[1]];
    const next = body.rows[r]?.cells[c];
    if (!next) return;
    const button = next.querySelector('button');
    button?.focus();
    if (button) return;
  }
}

function Cell({ pair, open }: { readonly pair: FilePair | null; readonly open: (pair: FilePair) => void }) {
  const words = useWords();
  if (!pair) return <td />;
  const part = Math.round(100 * Math.min(1, pair.letters / FULL_LETTERS));
  const said = words.say('labelled', pairNames(pair, words), words.count('letters', pair.letters));
  return (
    <td style={{ '--part': `${part}%` }}>
      <button type="button" class="plain" title={said} aria-label={said} onClick={() => open(pair)}>
        {pair.letters}
      </button>
    </td>
  );
}

/** Rows that are added in a frame: some 500 cells take 10 ms. */
const AT_ONCE = 8;

function MatrixTable({ matrix, open }: { readonly matrix: FileMatrix; readonly open: (pair: FilePair) => void }) {
  const { files, cells } = matrix;
  const shown = useGrowing(files.length, AT_ONCE);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys work beside the tab key, from the buttons inside
    <div class="matrix" onKeyDown={step}>
      <table>
        <thead>
          <tr>
            <td />
            {files.map((file, i) => (
              <th key={file} scope="col" title={file}>
                <span aria-hidden="true">{i + 1}</span>
                <span class="hidden-text">{file}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.slice(0, shown).map((file, row) => (
            <tr key={file}>
              <th scope="row" title={file}>
                <span aria-hidden="true">{row + 1}</span> {file}
              </th>
              {cells[row]!.map((pair, column) => (
                <Cell key={files[column]} pair={pair} open={open} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every two files and the letters that they share, as a table with files on both sides; a cell opens its pair. For up to 60 files. */
export function PairMatrix({ comparison }: { readonly comparison: Comparison }) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  const [pair, setPair] = useState<FilePair | null>(null);
  const matrix = useMemo(() => fileMatrix(comparison), [comparison]);
  if (comparison.pairs.length === 0) return null;
  return (
    <Section heading="matrixHeading">
      {matrix ? (
        <details class="stack" onToggle={(event) => setShown(event.currentTarget.open)}>
          <summary>{words.say('matrixShow', words.count('files', matrix.files.length))}</summary>
          {isShown && <p class="quiet">{words.say('matrixHint')}</p>}
          {isShown && <MatrixTable matrix={matrix} open={setPair} />}
          {isShown && pair && (
            <div role="status">
              <ul>
                <Pair key={`${pair.a}\n${pair.b}`} pair={pair} />
              </ul>
            </div>
          )}
        </details>
      ) : (
        <p class="quiet">{words.say('matrixTooMany', words.number(MATRIX_FILES))}</p>
      )}
    </Section>
  );
}
