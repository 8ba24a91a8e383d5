import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import { openOwnPage } from '../../messages/which-tab.ts';
import type { PageView } from '../../report/page-view.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { rankSources } from '../parts/source-order.ts';
import { hasResult, StateNote } from '../parts/state-note.tsx';
import type { TabView } from '../parts/tab-view.ts';
import { Toast } from '../parts/toast.tsx';
import { UnreadNote } from '../parts/unread-note.tsx';
import { useWords } from '../parts/words-context.tsx';
import { AddButtons } from './add-buttons.tsx';
import { CompareView } from './compare-view.tsx';
import { FiguresView } from './figures-view.tsx';
import { MatchesView } from './matches-view.tsx';
import { PageStrip } from './page-strip.tsx';
import {
  newPanelState,
  type PanelList,
  type PanelState,
  shownList,
  stepFrom,
  stepped,
  takeRequest,
} from './panel-state.ts';
import { SaveMenu } from './save-menu.tsx';
import { SelectionView } from './selection-view.tsx';
import { SourcesView } from './sources-view.tsx';
import { Steps } from './steps.tsx';
import { Tabs } from './tabs.tsx';
import './panel.css';

interface ResultProps {
  readonly view: PageView;
  readonly state: PanelState;
}

function Lists({ view, state }: ResultProps) {
  const words = useWords();
  const sources = rankSources(view);
  const { matches, own } = view.figures;
  const tab = (name: PanelList, key: WordKey, count: number) => ({
    name,
    label: `${words.say(key)} ${words.number(count)}`,
  });
  const tabs = [
    tab('matches', 'tabMatches', matches),
    tab('sources', 'tabSources', sources.length),
    ...(view.matches.some((match) => match.own) ? [tab('own', 'tabOwn', own.matches)] : []),
  ];
  const list = shownList(view, state);
  const select = (name: PanelList) => {
    state.list.value = name;
  };
  return (
    <>
      <div class="along">
        <PageStrip view={view} sources={sources} />
        <Steps view={view} state={state} />
      </div>
      <Tabs tabs={tabs} selected={list} select={select} label={words.say('panelTitle')}>
        {list === 'sources' ? (
          <SourcesView view={view} sources={sources} state={state} />
        ) : (
          <MatchesView view={view} sources={sources} state={state} />
        )}
      </Tabs>
    </>
  );
}

function NothingMarked({ view }: { readonly view: PageView }) {
  const words = useWords();
  return (
    <div>
      <p>{words.say(view.figures.ignored > 0 ? 'allIgnored' : 'nothingFound')}</p>
      <ComparedLine compared={view.compared} />
    </div>
  );
}

function Ignored({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { ignored } = view.figures;
  return ignored === 0 ? null : <p class="ignored">{words.count('ignored', ignored)}</p>;
}

function Own({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { matches } = view.figures.own;
  return matches === 0 ? null : <p class="own">{words.count('ownFound', matches)}</p>;
}

function Compared({ view, state, id }: ResultProps & { readonly id: string }) {
  const match = view.matches.find((each) => each.id === id)!;
  const card = view.essays.find(({ ref }) => ref === match.essay);
  const back = () => {
    state.comparing.value = null;
    // The focus returns to the row of the match.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-id="${id}"] .compare-button`)?.focus());
  };
  const step = (by: 1 | -1) => {
    const next = stepFrom(stepped(view, state), id, by);
    if (!next) return;
    state.comparing.value = next.id;
    void askBackground('show', { tab: view.tab, id: next.id });
  };
  return <CompareView tab={view.tab} match={match} card={card} toast={state.toast} step={step} back={back} />;
}

function Result({ view, state }: ResultProps) {
  const id = state.comparing.value;
  if (id !== null && view.matches.some((match) => match.id === id))
    return <Compared view={view} state={state} id={id} />;
  return (
    <>
      {view.figures.matches > 0 ? (
        <FiguresView figures={view.figures} compared={view.compared} />
      ) : (
        <NothingMarked view={view} />
      )}
      <UnreadNote unread={view.unread} />
      <Own view={view} />
      <Ignored view={view} />
      {view.matches.length > 0 && <Lists view={view} state={state} />}
    </>
  );
}

// Shows the match whose source the user has requested on the page, once for each request.
function answerAsked(view: PageView | null, state: PanelState): void {
  const requested = view && takeRequest(view, state);
  if (requested) state.comparing.value = requested;
}

function Header({ view, state }: { readonly view: PageView | null; readonly state: PanelState }) {
  const words = useWords();
  const found = view && hasResult(view.state) && view.figures.matches > 0;
  return (
    <header class="panel-head">
      <div>
        <h1 class="page-title">{view?.title || words.say('shortName')}</h1>
        {view?.site && <p class="quiet">{view.site}</p>}
      </div>
      {view && hasResult(view.state) && <SaveMenu view={view} toast={state.toast} />}
      <p class="hidden-text" aria-live="polite">
        {found && `${words.percent(view.figures.share)} ${words.say('ofThisPage')}`}
      </p>
    </header>
  );
}

/** The side panel: figures, strip, sources, matches, and a match beside its source. */
export function Panel({ tabView }: { readonly tabView: TabView }) {
  const words = useWords();
  const state = useMemo(newPanelState, []);
  const view = tabView.view.value;
  useSignalEffect(() => answerAsked(tabView.view.value, state));
  return (
    <main class="panel stack">
      <Header view={view} state={state} />
      {view?.selection && <SelectionView tab={view.tab} selection={view.selection} />}
      {view && <StateNote state={view.state} tab={view.tab} />}
      {view && hasResult(view.state) && <Result view={view} state={state} />}
      <p class="row">
        <button type="button" class="plain" onClick={() => void openOwnPage('/library.html')}>
          {words.say('openLibrary')}
        </button>
        {view && hasResult(view.state) && <AddButtons tab={view.tab} toast={state.toast} />}
      </p>
      <Toast toast={state.toast} />
    </main>
  );
}
