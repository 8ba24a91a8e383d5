import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { askBackground } from '../../messages/channel.ts';
import type { PageView } from '../../report/page-view.ts';
import { rankSources } from '../parts/source-order.ts';
import { hasResult, StateNote } from '../parts/state-note.tsx';
import type { TabView } from '../parts/tab-view.ts';
import { useWords } from '../parts/words-context.tsx';
import { FiguresView } from './figures-view.tsx';
import { MatchesView } from './matches-view.tsx';
import { PageStrip } from './page-strip.tsx';
import { newPanelState, type PanelState } from './panel-state.ts';
import { SaveBar } from './save-bar.tsx';
import { SelectionView } from './selection-view.tsx';
import { CompareView } from './source-view.tsx';
import { SourcesView } from './sources-view.tsx';
import { Tabs } from './tabs.tsx';
import './panel.css';

function Steps({ view }: { readonly view: PageView }) {
  const words = useWords();
  const marked = view.matches.filter((match) => match.dismissed === null);
  if (marked.length === 0) return null;
  const at = marked.findIndex(({ id }) => id === view.current);
  const step = (by: 1 | -1) => void askBackground('step', { tab: view.tab, by });
  return (
    <div class="row spread">
      <span class="quiet">
        {at < 0
          ? words.count('matches', marked.length)
          : words.say('position', words.number(at + 1), words.number(marked.length))}
      </span>
      <span class="row">
        <button type="button" aria-label={words.say('previous')} title={words.say('previous')} onClick={() => step(-1)}>
          ↑
        </button>
        <button type="button" aria-label={words.say('next')} title={words.say('next')} onClick={() => step(1)}>
          ↓
        </button>
      </span>
    </div>
  );
}

function Lists({ view, state }: { readonly view: PageView; readonly state: PanelState }) {
  const words = useWords();
  const sources = rankSources(view);
  const tabs = [
    { name: 'matches', label: `${words.say('tabMatches')} ${words.number(view.figures.matches)}` },
    { name: 'sources', label: `${words.say('tabSources')} ${words.number(sources.length)}` },
  ] as const;
  const select = (name: 'matches' | 'sources') => {
    state.list.value = name;
  };
  return (
    <>
      <PageStrip view={view} sources={sources} />
      <Steps view={view} />
      <Tabs tabs={tabs} selected={state.list.value} select={select} label={words.say('panelTitle')}>
        {state.list.value === 'sources' ? (
          <SourcesView view={view} sources={sources} state={state} />
        ) : (
          <MatchesView view={view} sources={sources} state={state} />
        )}
      </Tabs>
    </>
  );
}

function Result({ view, state }: { readonly view: PageView; readonly state: PanelState }) {
  const words = useWords();
  const id = state.comparing.value;
  const compared = view.matches.find((match) => match.id === id);
  const back = () => {
    state.comparing.value = null;
    // The focus returns to where it came from: the row of the match.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-id="${id}"] .compare-button`)?.focus());
  };
  if (id !== null && compared) {
    const card = view.essays.find(({ ref }) => ref === compared.essay);
    return <CompareView tab={view.tab} match={compared} card={card} back={back} />;
  }
  return (
    <>
      <FiguresView figures={view.figures} />
      {view.matches.length > 0 ? <Lists view={view} state={state} /> : <p>{words.say('nothingFound')}</p>}
      <SaveBar view={view} />
    </>
  );
}

// The user has asked on the page for the source of a match: show it, once for each asking.
function answerAsked(view: PageView | null, state: PanelState): void {
  const asked = view?.asked;
  if (!asked || asked.time <= state.answered.peek()) return;
  const match = view.matches.find(({ id }) => id === asked.id);
  if (!match) return;
  state.answered.value = asked.time;
  state.comparing.value = match.id;
}

/** The side panel: figures, strip, sources, matches, and a match beside its source. */
export function Panel({ tabView }: { readonly tabView: TabView }) {
  const words = useWords();
  const state = useMemo(newPanelState, []);
  const view = tabView.view.value;
  useSignalEffect(() => answerAsked(tabView.view.value, state));
  return (
    <main class="panel stack">
      <header>
        <h1 class="page-title">{view?.title || words.say('shortName')}</h1>
        {view?.site && <p class="quiet">{view.site}</p>}
        <p class="hidden-text" aria-live="polite">
          {view && hasResult(view.state) && `${words.percent(view.figures.share)} ${words.say('ofThisPage')}`}
        </p>
      </header>
      {view?.selection && <SelectionView tab={view.tab} selection={view.selection} />}
      {view && <StateNote state={view.state} tab={view.tab} />}
      {view && hasResult(view.state) && <Result view={view} state={state} />}
    </main>
  );
}
