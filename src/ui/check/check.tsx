import { useEffect, useId } from 'preact/hooks';
import { tabInAddress } from '../../messages/which-tab.ts';
import { FileDrop, FilesTold } from '../parts/file-drop.tsx';
import { useWords } from '../parts/words-context.tsx';
import { AskedPdfNote } from './asked-pdf.tsx';
import { CheckedUpToLimit } from './checked-result.tsx';
import { ClassResult } from './class-result.tsx';
import { classFiles, classReading, clearClass, takeFiles, typed } from './class-state.ts';
import { checkPdfOf } from './pdf-state.ts';
import '../options/options.css';
import './class.css';

/**
 * The page on which texts are checked that are no pages: one that is pasted or in a file, or several files, which are compared with one
 * another too. They stay in this tab's memory.
 */
export function Check() {
  const words = useWords();
  const id = useId();
  useEffect(() => {
    const tab = tabInAddress(location.search, 'pdf');
    if (tab === null) return;
    // Asked for once: to load the page again fetches nothing.
    history.replaceState(null, '', location.pathname);
    void checkPdfOf(tab, words);
  }, []);
  const [only] = classFiles.value;
  const isClass = classFiles.value.length > 1;
  return (
    <main class={`welcome check-page${isClass ? ' class-page' : ''}`}>
      <h1>{words.say('checkText')}</h1>
      <AskedPdfNote />
      {!isClass && (
        <div class="stack">
          <label for={id}>{words.say('checkPaste')}</label>
          <textarea
            id={id}
            lang="zh"
            autofocus
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </div>
      )}
      <div class="stack">
        <p>{words.say('classLead')}</p>
        <FileDrop files={classReading} take={(files, encoding) => takeFiles(files, encoding, words)} />
        <p class="quiet">{words.say('checkLocal')}</p>
        {only && !isClass && (
          <p class="row spread">
            <span>{only.name}</span>
            <button type="button" onClick={clearClass}>
              {words.say('classClear')}
            </button>
          </p>
        )}
        <FilesTold files={classReading} />
      </div>
      {isClass ? <ClassResult /> : <CheckedUpToLimit text={typed.value} />}
    </main>
  );
}
