import { useMemo, useState } from 'preact/hooks';
import type { Comparison } from '../../comparison/compare-files.ts';
import { comparisonCsv, comparisonJson } from '../../report/comparison-files.ts';
import type { ComparedFiles } from '../../report/comparison-news.ts';
import { dossierHtml } from '../../report/dossier.ts';
import { pairNames } from '../../report/pair-words.ts';
import { chosenOf, type LeftOut, pairKey } from '../../report/report-choice.ts';
import { Section } from '../parts/section.tsx';
import { useGrowing } from '../parts/use-growing.ts';
import { useWords } from '../parts/words-context.tsx';
import { classFiles, given, notRead, textOf } from './class-state.ts';
import { saveToday } from './save-today.ts';

/** A thing that can be left out: its key, and its name as it is shown. */
interface Choice {
  readonly key: string;
  readonly name: string;
}

/** Boxes that are added in a frame. */
const AT_ONCE = 30;

function Boxes(props: {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly left: ReadonlySet<string>;
  readonly change: (left: ReadonlySet<string>) => void;
}) {
  const words = useWords();
  const { choices, left, change } = props;
  const shown = useGrowing(choices.length, AT_ONCE);
  const toggle = (key: string, isIn: boolean) =>
    change(isIn ? new Set([...left].filter((one) => one !== key)) : new Set([...left, key]));
  return (
    <fieldset class="choice boxes">
      <legend>{props.legend}</legend>
      <p class="row">
        <button type="button" class="plain" onClick={() => change(new Set())}>
          {words.say('reportAll')}
        </button>
        <button type="button" class="plain" onClick={() => change(new Set(choices.map(({ key }) => key)))}>
          {words.say('reportNone')}
        </button>
      </p>
      {choices.slice(0, shown).map(({ key, name }) => (
        <label key={key} class="check">
          <input
            type="checkbox"
            checked={!left.has(key)}
            onChange={(event) => toggle(key, event.currentTarget.checked)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function Chooser(props: {
  readonly comparison: Comparison;
  readonly left: LeftOut;
  readonly change: (left: LeftOut) => void;
}) {
  const words = useWords();
  const { comparison, left, change } = props;
  const files = comparison.files.map(({ file }) => ({ key: file, name: file }));
  const pairs = comparison.pairs
    .filter(({ a, b }) => !left.files.has(a) && !left.files.has(b))
    .map((pair) => ({ key: pairKey(pair), name: pairNames(pair, words) }));
  return (
    <>
      <Boxes
        legend={words.say('classTable')}
        choices={files}
        left={left.files}
        change={(chosen) => change({ ...left, files: chosen })}
      />
      {pairs.length > 0 && (
        <Boxes
          legend={words.say('classPairs')}
          choices={pairs}
          left={left.pairs}
          change={(chosen) => change({ ...left, pairs: chosen })}
        />
      )}
    </>
  );
}

const NOTHING_LEFT: LeftOut = { files: new Set(), pairs: new Set() };

/** The comparison as files: a report of all or of chosen files and pairs, with or without names; a table; JSON. */
export function ClassSave({ comparison, compared }: ComparedFiles) {
  const words = useWords();
  const [pseudonyms, setPseudonyms] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const [left, setLeft] = useState(NOTHING_LEFT);
  const chosen = useMemo(() => chosenOf(comparison, left), [comparison, left]);
  const { text, file, passages } = given.value;
  const dossier = () =>
    dossierHtml({
      comparison: chosen,
      compared,
      signed: classFiles.value,
      notRead: notRead.value.filter((note) => !left.files.has(note.file)),
      given: { files: file === '' ? [] : [file], texts: [text, ...passages].filter((one) => one !== '') },
      textOf,
      words,
      when: new Date(),
      pseudonyms,
    });
  return (
    <Section heading="reportHeading">
      <details class="stack" onToggle={(event) => setChoosing(event.currentTarget.open)}>
        <summary>
          {words.say(
            'reportChoose',
            words.count('files', chosen.files.length),
            words.count('pairs', chosen.pairs.length),
          )}
        </summary>
        {isChoosing && <Chooser comparison={comparison} left={left} change={setLeft} />}
      </details>
      <label class="check">
        <input type="checkbox" checked={pseudonyms} onChange={(event) => setPseudonyms(event.currentTarget.checked)} />{' '}
        {words.say('dossierPseudonyms')}
      </label>
      <p class="row">
        <button type="button" onClick={() => saveToday('html', dossier())}>
          {words.say('saveHtml')}
        </button>
        <button type="button" onClick={() => saveToday('csv', comparisonCsv(chosen))}>
          {words.say('saveCsv')}
        </button>
        <button type="button" onClick={() => saveToday('json', comparisonJson(chosen))}>
          {words.say('saveJson')}
        </button>
      </p>
    </Section>
  );
}
