import { useId } from 'preact/hooks';
import type { PassageOfMany } from '../../comparison/passages-of-many.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { classFiles, compareClass, given, passageText, setGiven } from './class-state.ts';

function GivenFileChoice() {
  const words = useWords();
  const id = useId();
  const choose = (file: string) => {
    given.value = { ...given.value, file };
    void compareClass();
  };
  return (
    <p class="row">
      <label for={id}>{words.say('givenFile')}</label>
      <select id={id} value={given.value.file} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{words.say('givenNone')}</option>
        {classFiles.value.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

function GivenPassages() {
  const words = useWords();
  return (
    <ul class="stack">
      {given.value.passages.map((passage) => (
        <li key={passage} class="card stack">
          <p lang="zh">{passage}</p>
          <p>
            <button type="button" onClick={() => setGiven(passage, false)}>
              {words.say('givenNot')}
            </button>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What everyone was given: a text, one of the files, and passages that the user has said so of. */
export function GivenSection() {
  const words = useWords();
  const id = useId();
  return (
    <Section heading="givenHeading">
      <p class="quiet">{words.say('givenHint')}</p>
      <GivenFileChoice />
      <details class="stack">
        <summary>{words.say('givenPaste')}</summary>
        <label class="hidden-text" for={id}>
          {words.say('givenPaste')}
        </label>
        <textarea
          id={id}
          lang="zh"
          value={given.value.text}
          onChange={(event) => {
            given.value = { ...given.value, text: event.currentTarget.value };
            void compareClass();
          }}
        />
      </details>
      <GivenPassages />
    </Section>
  );
}

/** Passages that so many files share that everyone may have been given them, each with a button that counts it so. */
export function PassagesOfMany({ many }: { readonly many: readonly PassageOfMany[] }) {
  const words = useWords();
  if (many.length === 0) return null;
  return (
    <Section heading="manyHeading">
      <p class="quiet">{words.say('manyHint')}</p>
      <ul class="stack">
        {many.map((passage) => (
          <li key={`${passage.file} ${passage.start}`} class="card stack">
            <p class="quiet">
              {words.say('manyShared', words.count('files', passage.files), words.count('letters', passage.letters))}
            </p>
            <p lang="zh">{passageText(passage)}</p>
            <p>
              <button type="button" onClick={() => setGiven(passageText(passage), true)}>
                {words.say('manyGiven')}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
