import { useEffect, useRef, useState } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import type { Judgements } from '../../report/judgement.ts';
import { dismissedWords } from '../../report/judgement-words.ts';
import { changeSettings, loadSettings, resetSettings } from '../../store/settings.ts';
import { type ImportFailure, readSettingsFile, writeSettingsFile } from '../../store/settings-file.ts';
import { bytesUsed } from '../../store/usage.ts';
import { saveFile } from '../parts/save-file.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';

const NOTHING: Judgements = { judgements: [], notes: [] };

const FAILURES: Readonly<Record<ImportFailure, WordKey>> = { 'not-ours': 'importNotOurs', 'too-new': 'importTooNew' };

async function load(): Promise<Judgements> {
  const answer = await askBackground('judgements', {});
  return answer.ok ? answer.value : NOTHING;
}

function JudgementList({ known, reload }: { readonly known: Judgements; readonly reload: () => void }) {
  const words = useWords();
  const undo = async (judgement: string) => {
    await askBackground('undo', { judgement });
    reload();
  };
  const unconfirm = async (note: string) => {
    await askBackground('unconfirm', { note });
    reload();
  };
  if (known.judgements.length + known.notes.length === 0) return <p class="quiet">{words.say('noJudgements')}</p>;
  return (
    <ul class="stack judgements">
      {known.judgements.map(({ id, scope, label, made }) => (
        <li key={id} class="row spread card">
          <span>
            {words.say('labelled', dismissedWords(scope, words), label)}
            <span class="quiet hint">{words.date(new Date(made))}</span>
          </span>
          <button type="button" onClick={() => void undo(id)}>
            {words.say('undo')}
          </button>
        </li>
      ))}
      {known.notes.map(({ id, label, text }) => (
        <li key={id} class="row spread card">
          <span>
            {words.labelled('confirmed', label)}
            {text && <span class="quiet hint">{text}</span>}
          </span>
          <button type="button" onClick={() => void unconfirm(id)}>
            {words.say('undo')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Reset({ reset }: { readonly reset: () => Promise<void> }) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" onClick={() => setAsking(true)}>
        {words.say('reset')}
      </button>
    );
  }
  const yes = async () => {
    await reset();
    setAsking(false);
  };
  return (
    <fieldset class="row choice" aria-label={words.say('reset')}>
      <span class="warn">{words.say('resetSure')}</span>
      <button type="button" onClick={() => void yes()}>
        {words.say('resetYes')}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {words.say('cancel')}
      </button>
    </fieldset>
  );
}

async function exportAll(): Promise<void> {
  const file = { settings: await loadSettings(), ...(await load()) };
  saveFile('deja-lu-settings.json', 'application/json', writeSettingsFile(file));
}

/** Takes a file in; returns what to say of it. */
async function importFrom(file: File): Promise<WordKey> {
  const read = readSettingsFile(await file.text());
  if (typeof read === 'string') return FAILURES[read];
  await askBackground('add-judgements', { judgements: read.judgements, notes: read.notes });
  await changeSettings(read.settings);
  return 'imported';
}

async function resetAll(): Promise<WordKey> {
  await askBackground('clear-judgements', {});
  await resetSettings();
  return 'resetDone';
}

function Import({ take }: { readonly take: (file: File) => Promise<void> }) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const chosen = async ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    const file = currentTarget.files?.[0];
    if (file) await take(file);
    // Else the same file, mended, could not be chosen again.
    currentTarget.value = '';
  };
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        {words.say('import')}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={words.say('import')}
        onChange={(event) => void chosen(event)}
      />
    </>
  );
}

/** What is stored: judgements with their undo, space used, export, import, reset. */
export function DataSection() {
  const words = useWords();
  const [known, setKnown] = useState(NOTHING);
  const [bytes, setBytes] = useState(0);
  const [said, setSaid] = useState<WordKey | null>(null);
  const reload = () => {
    void load().then(setKnown);
    void bytesUsed().then(setBytes);
  };
  useEffect(reload, []);
  const after = async (work: Promise<WordKey>) => {
    setSaid(await work);
    reload();
  };
  return (
    <>
      <Section heading="sectionJudgements">
        <JudgementList known={known} reload={reload} />
      </Section>
      <Section heading="sectionData">
        <p class="quiet">{words.say('storageUsed', `${words.number(Math.round(bytes / 1000))} kB`)}</p>
        <p class="row">
          <button type="button" onClick={() => void exportAll()}>
            {words.say('export')}
          </button>
          <Import take={(file) => after(importFrom(file))} />
          <Reset reset={() => after(resetAll())} />
        </p>
        <p role="status">{said && words.say(said)}</p>
      </Section>
    </>
  );
}
