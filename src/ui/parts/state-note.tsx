import type { WordKey } from '../../locale/words.ts';
import { openOwnPage, openPdfCheck, reloadTab } from '../../messages/which-tab.ts';
import type { PageState } from '../../report/page-view.ts';
import { useWords } from './words-context.tsx';

const SENTENCES: Readonly<Partial<Record<PageState, WordKey>>> = {
  checking: 'stateChecking',
  off: 'stateOff',
  'off-here': 'stateOffHere',
  'browser-page': 'stateBrowserPage',
  'browser-or-file': 'stateBrowserOrFile',
  'no-files': 'stateNoFiles',
  store: 'stateStore',
  pdf: 'statePdf',
  canvas: 'stateCanvas',
  'no-access': 'stateNoAccess',
  reload: 'stateReload',
  'index-unreadable': 'stateIndexUnreadable',
  gone: 'stateGone',
};

/** States in which the page's text cannot be read but can be pasted instead. */
const UNREADABLE: readonly PageState[] = [
  'browser-page',
  'browser-or-file',
  'no-files',
  'store',
  'pdf',
  'canvas',
  'no-access',
];

/** A sentence on why a page shows no result; nothing if it shows one. */
export function StateNote({ state, tab }: { readonly state: PageState; readonly tab: number }) {
  const words = useWords();
  const key = SENTENCES[state];
  if (!key) return null;
  return (
    <div class="card stack" role="status">
      <p>{words.say(key)}</p>
      {state === 'pdf' && (
        <button type="button" class="primary" onClick={() => void openPdfCheck(tab)}>
          {words.say('checkPdf')}
        </button>
      )}
      {UNREADABLE.includes(state) && (
        <button type="button" onClick={() => void openOwnPage('/check.html')}>
          {words.say('checkText')}
        </button>
      )}
      {state === 'reload' && (
        <button type="button" onClick={() => void reloadTab(tab)}>
          {words.say('reloadPage')}
        </button>
      )}
    </div>
  );
}

/** Whether figures are shown in this state. */
export function hasResult(state: PageState): boolean {
  return state === 'checked' || state === 'checking';
}
