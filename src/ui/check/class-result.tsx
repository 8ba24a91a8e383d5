import { useState } from 'preact/hooks';
import { comparisonCsv, comparisonJson } from '../../report/comparison-files.ts';
import type { ComparedFiles } from '../../report/comparison-news.ts';
import { dossierHtml } from '../../report/dossier.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { StepsDone } from '../parts/file-drop.tsx';
import { saveFile } from '../parts/save-file.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { Pairs } from './class-pairs.tsx';
import {
  classFiles,
  clearClass,
  compareClass,
  comparing,
  openFile,
  outcome,
  stopComparing,
  textOf,
} from './class-state.ts';
import { ClassTable } from './class-table.tsx';
import { GivenSection, PassagesOfMany } from './given-section.tsx';
import { GroupGraph } from './group-graph.tsx';
import { OpenFile } from './open-file.tsx';
import { Signs } from './signs.tsx';

function Comparing() {
  const words = useWords();
  const now = comparing.value;
  if (!now) return null;
  const label = words.say('classComparing', words.count('files', classFiles.value.length));
  return <StepsDone label={label} done={now.done} total={now.of} cancel={stopComparing} />;
}

function Save({ comparison, compared }: ComparedFiles) {
  const words = useWords();
  const [pseudonyms, setPseudonyms] = useState(false);
  const save = (ending: string, type: string, text: string) =>
    saveFile(`deja-lu ${new Date().toISOString().slice(0, 10)}.${ending}`, type, text);
  const dossier = () =>
    dossierHtml({
      comparison,
      compared,
      signed: classFiles.value,
      // The page itself tells of these above, run by run.
      notRead: [],
      textOf,
      words,
      when: new Date(),
      pseudonyms,
    });
  return (
    <div class="stack">
      <p class="row">
        <button type="button" onClick={() => save('html', 'text/html', dossier())}>
          {words.say('saveHtml')}
        </button>
        <button type="button" onClick={() => save('csv', 'text/csv', comparisonCsv(comparison))}>
          {words.say('saveCsv')}
        </button>
        <button type="button" onClick={() => save('json', 'application/json', comparisonJson(comparison))}>
          {words.say('saveJson')}
        </button>
      </p>
      <label class="check">
        <input type="checkbox" checked={pseudonyms} onChange={(event) => setPseudonyms(event.currentTarget.checked)} />{' '}
        {words.say('dossierPseudonyms')}
      </label>
    </div>
  );
}

function Groups({ groups, pairs }: Pick<ComparedFiles['comparison'], 'groups' | 'pairs'>) {
  const words = useWords();
  if (groups.length === 0) return null;
  return (
    <Section heading="classGroups">
      <p class="quiet">{words.say('classGroupsHint')}</p>
      <ol class="pieces">
        {groups.map((members) => (
          <li key={members[0]}>
            {words.list(members)}
            <GroupGraph members={members} pairs={pairs} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Compared({ comparison, compared }: ComparedFiles) {
  const words = useWords();
  const { files, pairs } = comparison;
  return (
    <>
      <div role="status">
        <p class="lead">
          {words.say('classFound', words.count('files', files.length), words.count('pairs', pairs.length))}
        </p>
        <ComparedLine compared={compared} />
      </div>
      <Save comparison={comparison} compared={compared} />
      <ClassTable comparison={comparison} />
      {openFile.value !== null && <OpenFile key={openFile.value} name={openFile.value} />}
      <Pairs pairs={pairs} />
      <Groups groups={comparison.groups} pairs={pairs} />
      <Signs />
      <PassagesOfMany many={comparison.many} />
    </>
  );
}

/** Several files: how far their comparison is, and what it says. */
export function ClassResult() {
  const words = useWords();
  const now = outcome.value;
  return (
    <>
      <div class="stack">
        <p class="row spread">
          <span>{words.count('files', classFiles.value.length)}</span>
          <span class="row">
            {!comparing.value && (
              <button type="button" class="primary" onClick={() => void compareClass()}>
                {words.say('classCompare')}
              </button>
            )}
            <button type="button" onClick={clearClass}>
              {words.say('classClear')}
            </button>
          </span>
        </p>
        <Comparing />
        {now === 'failed' && (
          <p class="warn" role="alert">
            {words.say('classFailed')}
          </p>
        )}
      </div>
      <GivenSection />
      {now !== null && now !== 'failed' && <Compared {...now} />}
    </>
  );
}
