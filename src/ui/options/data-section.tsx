import { useEffect, useState } from 'preact/hooks';
import { askAgain } from '../../messages/channel.ts';
import type { Judgements } from '../../report/judgement.ts';
import { dismissedWords } from '../../report/judgement-words.ts';
import { bytesUsed } from '../../store/usage.ts';
import { loadSaid } from '../parts/exported-data.ts';
import { FileButton } from '../parts/file-button.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { exportAll, importFrom, resetAll, type Sentence } from './stored-data.ts';

function JudgementList({ said, reload }: { readonly said: Judgements; readonly reload: () => void }) {
  const words = useWords();
  const undo = async (judgement: string) => {
    await askAgain('undo', { judgement });
    reload();
  };
  const unconfirm = async (note: string) => {
    await askAgain('unconfirm', { note });
    reload();
  };
  if (said.judgements.length + said.notes.length === 0) return <p class="quiet">{words.say('noJudgements')}</p>;
  return (
    <ul class="stack judgements">
      {said.judgements.map(({ id, scope, label, made }) => (
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
      {said.notes.map(({ id, label, text }) => (
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

/** Sections on stored data: ignored and confirmed matches with buttons that undo, storage used, export, import, reset. */
export function DataSection() {
  const words = useWords();
  const [said, setSaid] = useState<Judgements | 'loading' | null>('loading');
  const [bytes, setBytes] = useState(0);
  const [outcome, setOutcome] = useState<Sentence | null>(null);
  const reload = () => {
    void loadSaid().then(setSaid);
    void bytesUsed().then(setBytes);
  };
  useEffect(reload, []);
  const after = async (work: Promise<Sentence | null>) => {
    const sentence = await work;
    setOutcome(() => sentence);
    reload();
  };
  return (
    <>
      <Section heading="sectionJudgements">
        {said === null && <p class="warn">{words.say('judgementsUnreadable')}</p>}
        {said !== null && said !== 'loading' && <JudgementList said={said} reload={reload} />}
      </Section>
      <Section heading="sectionData">
        <p class="quiet">{words.say('storageUsed', `${words.number(Math.round(bytes / 1000))} kB`)}</p>
        <p class="row">
          <button type="button" onClick={() => void after(exportAll())}>
            {words.say('export')}
          </button>
          <FileButton
            label={words.say('import')}
            accept="application/json,.json"
            take={([file]) => after(importFrom(file))}
          />
          <Reset reset={() => after(resetAll())} />
        </p>
        <p role="status">{outcome?.(words)}</p>
      </Section>
    </>
  );
}
