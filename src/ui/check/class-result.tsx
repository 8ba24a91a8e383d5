import type { ComparedFiles } from '../../report/comparison-news.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { StepsDone } from '../parts/file-drop.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { Pairs } from './class-pairs.tsx';
import { ClassSave } from './class-save.tsx';
import { classFiles, clearClass, compareClass, comparing, openFile, outcome, stopComparing } from './class-state.ts';
import { ClassTable } from './class-table.tsx';
import { GivenSection, PassagesOfMany } from './given-section.tsx';
import { GroupGraph } from './group-graph.tsx';
import { OpenFile } from './open-file.tsx';
import { PairMatrix } from './pair-matrix.tsx';
import { Signs } from './signs.tsx';

function Comparing() {
  const words = useWords();
  const now = comparing.value;
  if (!now) return null;
  const label = words.say('classComparing', words.count('files', classFiles.value.length));
  return <StepsDone label={label} done={now.done} total={now.of} cancel={stopComparing} />;
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
      <ClassTable comparison={comparison} />
      {openFile.value !== null && <OpenFile key={openFile.value} comparison={comparison} name={openFile.value} />}
      <Pairs pairs={pairs} />
      <Groups groups={comparison.groups} pairs={pairs} />
      <PairMatrix comparison={comparison} />
      <Signs />
      <PassagesOfMany many={comparison.many} />
      <ClassSave comparison={comparison} compared={compared} />
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
