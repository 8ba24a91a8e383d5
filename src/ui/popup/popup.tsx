import type { EssayRef } from '../../corpus/essay-ref.ts';
import { askAgain, askBackground } from '../../messages/channel.ts';
import { openPanel } from '../../messages/open-panel.ts';
import { openOwnPage } from '../../messages/which-tab.ts';
import { essayName } from '../../report/essay-name.ts';
import type { PageView } from '../../report/page-view.ts';
import { changeSettings } from '../../store/settings.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { settings } from '../parts/mount-page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { rankSources, sourceColour } from '../parts/source-order.ts';
import { hasResult, StateNote } from '../parts/state-note.tsx';
import { Switch } from '../parts/switch.tsx';
import type { TabView } from '../parts/tab-view.ts';
import { UnreadNote } from '../parts/unread-note.tsx';
import { useWords } from '../parts/words-context.tsx';
import './popup.css';

/** Number of essays that the popup names; the panel lists all. */
const NAMED = 3;

function Nothing({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { figures } = view;
  return (
    <p class="nothing">
      {words.say(figures.ignored > 0 ? 'allIgnored' : 'nothingFound')}
      <span class="quiet">{words.count('letters', figures.letters)}</span>
    </p>
  );
}

function Share({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { figures } = view;
  const { main } = figures;
  return (
    <div class="share">
      <p class="figure">{words.percent(figures.share)}</p>
      <p>{words.say('ofThisPage')}</p>
      <p class="quiet">
        {words.count('matches', figures.matches)} · {words.count('letters', figures.letters)}
      </p>
      {main && main.letters !== figures.letters && (
        <p class="main-share">{words.labelled('mainShare', words.percent(main.share))}</p>
      )}
    </div>
  );
}

function Ignored({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { ignored } = view.figures;
  if (ignored === 0) return null;
  return (
    <p class="row spread ignored">
      <span>{words.count('ignored', ignored)}</span>
      <button type="button" class="plain" onClick={() => void openPanel(view.tab)}>
        {words.say('showIgnored')}
      </button>
    </p>
  );
}

function Own({ view }: { readonly view: PageView }) {
  const words = useWords();
  const { matches } = view.figures.own;
  return matches === 0 ? null : <p class="quiet own">{words.count('ownFound', matches)}</p>;
}

function Essays({ view }: { readonly view: PageView }) {
  const words = useWords();
  const sources = rankSources(view);
  if (sources.length === 0) return null;
  const show = (essay: EssayRef) => {
    const first = view.matches.find((match) => match.dismissed === null && match.essay === essay);
    if (first) void askBackground('show', { tab: view.tab, id: first.id });
  };
  return (
    <section aria-labelledby="also-in">
      <h2 id="also-in" class="quiet">
        {words.say('alsoIn')}
      </h2>
      <ol class="essays">
        {sources.slice(0, NAMED).map(({ card, rank, share }) => (
          <li key={card.id}>
            <button type="button" title={words.say('showOnPage')} onClick={() => show(card.ref)}>
              <span class="dot" style={{ '--dot': sourceColour(rank) }}>
                {rank}
              </span>
              <span class="name">
                <Phrase>{essayName(card)}</Phrase>
              </span>
              <span class="quiet">{words.percent(share)}</span>
            </button>
          </li>
        ))}
      </ol>
      {sources.length > NAMED && <p class="quiet">{words.say('moreEssays', words.number(sources.length - NAMED))}</p>}
    </section>
  );
}

function Switches({ view, refresh }: { readonly view: PageView; readonly refresh: () => void }) {
  const words = useWords();
  const site = async (on: boolean) => {
    await askAgain('switch-site', { tab: view.tab, on });
    refresh();
  };
  const everywhere = async (on: boolean) => {
    await changeSettings({ on });
    refresh();
  };
  return (
    <div class="switches">
      <Switch on={view.on} change={(on) => void everywhere(on)}>
        {words.say('onEverywhere')}
      </Switch>
      <Switch on={view.site !== null && view.onHere} disabled={view.site === null} change={(on) => void site(on)}>
        {view.site === null ? words.say('onThisSiteNone') : words.say('onThisSite', view.site)}
      </Switch>
      <Switch on={settings.value?.paint ?? true} change={(paint) => void changeSettings({ paint })}>
        {words.say('paintMarks')}
      </Switch>
    </div>
  );
}

function Steps({ view }: { readonly view: PageView }) {
  const words = useWords();
  if (view.figures.matches + view.figures.own.matches === 0) return null;
  const step = (by: 1 | -1) => void askBackground('step', { tab: view.tab, by });
  return (
    <div class="row steps">
      <button type="button" onClick={() => step(-1)}>
        ↑ {words.say('previous')}
      </button>
      <button type="button" onClick={() => step(1)}>
        ↓ {words.say('next')}
      </button>
    </div>
  );
}

function Found({ view }: { readonly view: PageView }) {
  return (
    <>
      <div aria-live="polite" class="found">
        {view.figures.matches > 0 ? <Share view={view} /> : <Nothing view={view} />}
        <ComparedLine compared={view.compared} />
        <UnreadNote unread={view.unread} />
        <Own view={view} />
        <Ignored view={view} />
      </div>
      <Essays view={view} />
      <Steps view={view} />
    </>
  );
}

/** The popup: the figures of the page, its sources, and the switches. */
export function Popup({ tabView }: { readonly tabView: TabView }) {
  const words = useWords();
  const view = tabView.view.value;
  return (
    <main class="popup stack">
      <header class="row spread">
        <h1>{words.say('shortName')}</h1>
        <button type="button" class="plain" onClick={() => void openOwnPage('/options.html')}>
          {words.say('options')}
        </button>
      </header>
      {view && hasResult(view.state) && <Found view={view} />}
      {view && <StateNote state={view.state} tab={view.tab} />}
      {view && <Switches view={view} refresh={() => void tabView.refresh()} />}
      <div class="row ways">
        {view && (
          <button type="button" class="primary" onClick={() => void openPanel(view.tab)}>
            {words.say('openPanel')}
          </button>
        )}
        <button type="button" onClick={() => void openOwnPage('/check.html')}>
          {words.say('checkText')}
        </button>
        <button type="button" onClick={() => void openOwnPage('/library.html')}>
          {words.say('openLibrary')}
        </button>
      </div>
    </main>
  );
}
