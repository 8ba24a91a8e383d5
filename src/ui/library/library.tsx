import { useEffect } from 'preact/hooks';
import { Toast } from '../parts/toast.tsx';
import { useWords } from '../parts/words-context.tsx';
import { BackupSection } from './backup-section.tsx';
import { CollectionsSection } from './collections-section.tsx';
import { EssaysSection } from './essays-section.tsx';
import { FilesSection } from './files-section.tsx';
import { progress } from './indexer.ts';
import { essays, goOn, kept, openLibrary, problem, stop, toast, waiting } from './library-state.ts';
import { PacksSection } from './packs-section.tsx';
import { PasteSection } from './paste-section.tsx';
import { Problem } from './problem.tsx';
import '../options/options.css';
import './library.css';

/** Seconds left, as fast as it went so far; nothing before the first essays are done. */
function secondsLeft(): number | null {
  const now = progress.value;
  if (!now || now.done === 0) return null;
  const each = (performance.now() - now.since) / now.done;
  return Math.ceil((each * (now.total - now.done)) / 1000);
}

function Indexing() {
  const words = useWords();
  const id = 'indexing';
  const now = progress.value;
  if (!now || now.total === 0) return null;
  const left = secondsLeft();
  return (
    <div class="card stack">
      <label for={id}>{words.say('libraryIndexing', words.number(now.done), words.number(now.total))}</label>
      <progress id={id} max={now.total} value={now.done} />
      <p class="row spread">
        <span class="quiet">{left === null ? '' : words.say('libraryTimeLeft', words.number(left))}</span>
        <button type="button" onClick={stop}>
          {words.say('libraryStop')}
        </button>
      </p>
    </div>
  );
}

function Waiting() {
  const words = useWords();
  if (waiting.value === 0 || progress.value) return null;
  return (
    <p class="row spread card">
      <span>{words.count('libraryWaiting', waiting.value)}</span>
      <button type="button" onClick={goOn}>
        {words.say('libraryGoOn')}
      </button>
    </p>
  );
}

/** The user's own essays: what pages are compared with beside those that come with the extension. */
export function Library() {
  const words = useWords();
  useEffect(() => void openLibrary(), []);
  return (
    <main class="options library" aria-busy={essays.value === null && problem.value === null}>
      <h1>{words.say('libraryTitle')}</h1>
      <div class="stack">
        <p class="quiet">{words.say('libraryLead')}</p>
        <Problem />
        {kept.value === false && <p class="quiet">{words.say('libraryNotKept')}</p>}
        <Indexing />
        <Waiting />
      </div>
      <PasteSection />
      <FilesSection />
      <CollectionsSection />
      <PacksSection />
      <EssaysSection />
      <BackupSection />
      <Toast toast={toast} />
    </main>
  );
}
