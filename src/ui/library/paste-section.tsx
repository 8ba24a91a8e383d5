import { useEffect, useId, useState } from 'preact/hooks';
import type { EssayFacts } from '../../library/records.ts';
import { type Draft, takeDraft } from '../../store/library/draft.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { addedWords } from './added-words.ts';
import { type ChosenCollection, CollectionChoice, collectionOf, NO_CHOICE } from './collection-choice.tsx';
import { FactsFields, NO_FACTS } from './facts-fields.tsx';
import { add } from './library-state.ts';

/** Longest title that is taken from an essay's first line, in UTF-16 units: a first paragraph is longer. */
const MAX_TITLE = 50;

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]!.trim().slice(0, MAX_TITLE);
}

/** Hands over the text that was taken from a page, once, if there is one. */
function useDraft(take: (draft: Draft) => void): void {
  useEffect(() => {
    void takeDraft().then((draft) => {
      if (draft) take(draft);
    });
  }, []);
}

/** Adds one essay that is pasted or typed. */
export function PasteSection() {
  const words = useWords();
  const field = useId();
  const [text, setText] = useState('');
  const [facts, setFacts] = useState<EssayFacts>(NO_FACTS);
  const [choice, setChoice] = useState<ChosenCollection | null>(NO_CHOICE);
  const [added, setAdded] = useState(0);
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const [isPrivate, setPrivate] = useState(false);
  useDraft(({ text: taken, inPrivate, ...known }) => {
    setText(taken);
    setFacts(known);
    setPrivate(inPrivate);
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    const collection = collectionOf(choice, words);
    const result = await add(collection, [{ ...facts, title: facts.title.trim() || firstLine(text), text }]);
    setOutcome(result ? addedWords(result, words) : []);
    if (!result?.some(({ kind }) => kind === 'added')) return;
    setAdded(added + 1);
    setText('');
    setPrivate(false);
    setFacts(NO_FACTS);
    setChoice(NO_CHOICE);
  };
  return (
    <Section heading="libraryAdd">
      <form class="stack" onSubmit={(event) => void submit(event)}>
        {isPrivate && <p class="warn">{words.say('draftPrivate')}</p>}
        <label for={field}>{words.say('libraryPaste')}</label>
        <textarea
          id={field}
          rows={6}
          lang="zh"
          // Browsers write what stands in fields to their session files; a text of a private window must not be written before it is added.
          autocomplete="off"
          required
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <FactsFields key={added} facts={facts} change={setFacts} />
        <p class="row">
          <CollectionChoice choice={choice} change={setChoice} />
          <button type="submit" class="primary">
            {words.say('libraryAddButton')}
          </button>
        </p>
        <div role="status">
          {outcome.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </form>
    </Section>
  );
}
