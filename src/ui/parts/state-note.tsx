import type { WordKey } from '../../locale/words.ts';
import { openOwnPage, reloadTab } from '../../messages/which-tab.ts';
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

/** Pages whose text cannot be read: it can be pasted. */
const UNREADABLE: readonly PageState[] = [
  'browser-page',
  'browser-or-file',
  'no-files',
  'store',
  'pdf',
  'canvas',
  'no-access',
];

/** Why a page shows no result, in a sentence; nothing where it shows one. */
export function StateNote({ state, tab }: { readonly state: PageState; readonly tab: number }) {
  const words = useWords();
  const key = SENTENCES[state];
  if (!key) return null;
  return (
    <div class="card stack" role="status">
      <p>{words.say(key)}</p>
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

/** Whether the state allows figures to be shown. */
export function hasResult(state: PageState): boolean {
  return state === 'checked' || state === 'checking';
}
