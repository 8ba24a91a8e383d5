import type { ComponentChildren } from 'preact';
import { memo } from 'preact/compat';
import { useId, useMemo, useState } from 'preact/hooks';
import type { Comparison } from '../../comparison/compare-files.ts';
import type { WordKey } from '../../locale/words.ts';
import {
  type ClassColumn,
  type ClassOrder,
  type ClassRow,
  classRows,
  classRowsCsv,
  filteredRows,
  sortedRows,
} from '../../report/class-rows.ts';
import { type Stretch, stretchesOfFiles } from '../../report/file-stretches.ts';
import { Section } from '../parts/section.tsx';
import { useGrowing } from '../parts/use-growing.ts';
import { useWords } from '../parts/words-context.tsx';
import { openFile, textOf } from './class-state.ts';
import { FileStrip, StripLegend } from './file-strip.tsx';
import { saveToday } from './save-today.ts';

const COLUMNS: readonly (readonly [ClassColumn, WordKey])[] = [
  ['file', 'classFile'],
  ['letters', 'column_letters'],
  ['share', 'classShare'],
  ['source', 'classSource'],
  ['mate', 'classMate'],
  ['shared', 'classShared'],
];

/** Columns of numbers, which are sorted with the greatest first. */
const NUMBERS: readonly ClassColumn[] = ['letters', 'share', 'shared'];

function Heading(props: {
  readonly column: ClassColumn;
  readonly label: string;
  readonly order: ClassOrder;
  readonly sort: (order: ClassOrder) => void;
}) {
  const { column, order } = props;
  const isBy = order.by === column;
  const descending = isBy ? !order.descending : NUMBERS.includes(column);
  const now = order.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={NUMBERS.includes(column) ? 'number' : ''} aria-sort={isBy ? now : 'none'}>
      <button type="button" class="plain" onClick={() => props.sort({ by: column, descending })}>
        {props.label}
        {isBy && <span aria-hidden="true">{order.descending ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function Cell(props: { readonly label: WordKey; readonly number?: boolean; readonly children: ComponentChildren }) {
  const words = useWords();
  // In narrow windows each row is a list, in which the label stands before its value.
  return (
    <td class={props.number ? 'number' : ''} data-label={words.say(props.label)}>
      {props.children}
    </td>
  );
}

const Row = memo(({ row, stretches }: { readonly row: ClassRow; readonly stretches: readonly Stretch[] }) => {
  const words = useWords();
  const open = () => {
    openFile.value = row.file;
  };
  return (
    <tr>
      <th scope="row">
        <button type="button" class="plain" onClick={open}>
          {row.file}
        </button>
      </th>
      <Cell label="classStrip">
        <FileStrip stretches={stretches} length={textOf(row.file).length} />
      </Cell>
      <Cell label="column_letters" number>
        {words.number(row.letters)}
      </Cell>
      <Cell label="classShare" number>
        {words.percent(row.share)}
      </Cell>
      <Cell label="classSource">{row.source}</Cell>
      <Cell label="classMate">{row.mate}</Cell>
      <Cell label="classShared" number>
        {row.shared > 0 && words.number(row.shared)}
      </Cell>
    </tr>
  );
});

function Heads({ order, sort }: { readonly order: ClassOrder; readonly sort: (order: ClassOrder) => void }) {
  const words = useWords();
  const head = ([column, key]: (typeof COLUMNS)[number]) => (
    <Heading key={column} column={column} label={words.say(key)} order={order} sort={sort} />
  );
  return (
    <tr>
      {COLUMNS.slice(0, 1).map(head)}
      <th scope="col">{words.say('classStrip')}</th>
      {COLUMNS.slice(1).map(head)}
    </tr>
  );
}

/** Rows that are added in a frame. */
const AT_ONCE = 10;

/** The files in a table that can be sorted, filtered and saved; the name of each opens it. */
export function ClassTable({ comparison }: { readonly comparison: Comparison }) {
  const words = useWords();
  const id = useId();
  const [order, setOrder] = useState<ClassOrder>({ by: 'shared', descending: true });
  const [filter, setFilter] = useState('');
  const all = useMemo(() => classRows(comparison), [comparison]);
  const stretches = useMemo(() => stretchesOfFiles(comparison), [comparison]);
  const rows = sortedRows(filteredRows(all, filter), order, words.tag);
  const shown = useGrowing(rows.length, AT_ONCE);
  const names = COLUMNS.map(([, key]) => words.say(key));
  return (
    <Section heading="classTable">
      <p class="row">
        <label for={id}>{words.say('classFilter')}</label>
        <input id={id} type="text" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        <button type="button" onClick={() => saveToday('csv', classRowsCsv(rows, names))}>
          {words.say('classSaveRows')}
        </button>
      </p>
      <StripLegend />
      <div class="wide-table">
        <table>
          <thead>
            <Heads order={order} sort={setOrder} />
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <Row key={row.file} row={row} stretches={stretches.get(row.file)!} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
