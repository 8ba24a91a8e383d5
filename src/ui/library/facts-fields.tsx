import { useId, useState } from 'preact/hooks';
import type { EssayFacts } from '../../library/records.ts';
import type { WordKey } from '../../locale/words.ts';
import { useWords } from '../parts/words-context.tsx';

/** Facts of an essay of which nothing is known. */
export const NO_FACTS: EssayFacts = { title: '', author: '', date: '', url: '', tags: [], note: '' };

function Field(props: { readonly label: WordKey; readonly value: string; readonly change: (value: string) => void }) {
  const words = useWords();
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{words.say(props.label)}</label>
      <input
        id={id}
        type="text"
        // As for the text: not written to session files.
        autocomplete="off"
        value={props.value}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </div>
  );
}

// Tags have commas between them, of either script.
function readTags(typed: string): string[] {
  const tags = typed.split(/[,，、;；]/u).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** The fields for what is known of an essay. Give them another `key` to begin anew. */
export function FactsFields(props: { readonly facts: EssayFacts; readonly change: (facts: EssayFacts) => void }) {
  const words = useWords();
  const { facts, change } = props;
  // As it is typed: a comma that nothing follows yet stays.
  const [typed, setTyped] = useState(words.list(facts.tags));
  const changeTags = (now: string) => {
    setTyped(now);
    change({ ...facts, tags: readTags(now) });
  };
  return (
    <div class="facts">
      <Field label="essayTitle" value={facts.title} change={(title) => change({ ...facts, title })} />
      <Field label="essayAuthor" value={facts.author} change={(author) => change({ ...facts, author })} />
      <Field label="essayDate" value={facts.date} change={(date) => change({ ...facts, date })} />
      <Field label="essayAddress" value={facts.url} change={(url) => change({ ...facts, url })} />
      <Field label="essayTags" value={typed} change={changeTags} />
      <Field label="note" value={facts.note} change={(note) => change({ ...facts, note })} />
    </div>
  );
}
