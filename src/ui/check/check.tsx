import { useId, useState } from 'preact/hooks';
import { FileDrop, FilesTold } from '../parts/file-drop.tsx';
import type { GivenFile } from '../parts/given-files.ts';
import { useWords } from '../parts/words-context.tsx';
import { CheckedUpToLimit } from './checked-result.tsx';
import { ClassResult } from './class-result.tsx';
import { classFiles, classReading, clearClass, takeFiles } from './class-state.ts';
import '../options/options.css';
import './class.css';

/**
 * The page on which texts are checked that are no pages: one that is pasted or in a file, or several files, which are compared with one
 * another too. They stay in this tab's memory.
 */
export function Check() {
  const words = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const take = async (files: readonly GivenFile[], encoding: string) => {
    await takeFiles(files, encoding, words);
    const [first, ...others] = classFiles.value;
    if (first && others.length === 0) setTyped(first.text);
  };
  const clear = () => {
    clearClass();
    setTyped('');
  };
  const [only] = classFiles.value;
  const isClass = classFiles.value.length > 1;
  return (
    <main class={`welcome check-page${isClass ? ' class-page' : ''}`}>
      <h1>{words.say('checkText')}</h1>
      {!isClass && (
        <div class="stack">
          <label for={id}>{words.say('checkPaste')}</label>
          <textarea
            id={id}
            lang="zh"
            autofocus
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      <div class="stack">
        <p>{words.say('classLead')}</p>
        <FileDrop files={classReading} take={take} />
        <p class="quiet">{words.say('checkLocal')}</p>
        {only && !isClass && (
          <p class="row spread">
            <span>{only.name}</span>
            <button type="button" onClick={clear}>
              {words.say('classClear')}
            </button>
          </p>
        )}
        <FilesTold files={classReading} />
      </div>
      {isClass ? <ClassResult /> : <CheckedUpToLimit text={typed} />}
    </main>
  );
}
