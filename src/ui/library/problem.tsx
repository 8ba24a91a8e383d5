import { useState } from 'preact/hooks';
import type { Words } from '../../locale/words.ts';
import { rescueLibrary } from '../../store/library/rescue.ts';
import { useWords } from '../parts/words-context.tsx';
import { saveBackup } from './backup-section.tsx';
import { beginAnew, deleteDamaged, problem, problemKey } from './library-state.ts';

/** Saves what can be read of a damaged library as a backup. Returns the sentence to show. */
async function rescue(words: Words): Promise<string> {
  const rescued = await rescueLibrary(words.say('collectionFirst')).catch(() => null);
  if (!rescued) return words.say('libraryRescueFailed');
  const { library, lost } = rescued;
  if (!(await saveBackup(library))) return words.say('exportFailed');
  return words.say('libraryRescued', words.number(library.essays.length), words.number(lost));
}

/** What can be done with a damaged library. It is deleted only after what can be read of it was saved. */
function Damaged() {
  const words = useWords();
  const [outcome, setOutcome] = useState('');
  return (
    <>
      <p role="status">{outcome}</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => void rescue(words).then(setOutcome)}>
          {words.say('libraryRescue')}
        </button>
        {outcome !== '' && (
          <button type="button" onClick={() => void deleteDamaged()}>
            {words.say('libraryDeleteDamaged')}
          </button>
        )}
      </p>
    </>
  );
}

/** Why the library cannot be used, and what can be done. Nothing where all is well. */
export function Problem() {
  const words = useWords();
  if (problem.value === null) return null;
  return (
    <div class="card stack" role="alert">
      <p class="warn">{words.say(problemKey(problem.value))}</p>
      {problem.value === 'corrupt' && <Damaged />}
      {problem.value === 'cleared' && (
        <p>
          <button type="button" onClick={() => void beginAnew()}>
            {words.say('libraryBeginAnew')}
          </button>
        </p>
      )}
    </div>
  );
}
