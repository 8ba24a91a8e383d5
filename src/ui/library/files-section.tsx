import { useState } from 'preact/hooks';
import type { ReadFile } from '../../library/file-news.ts';
import type { Collection } from '../../library/records.ts';
import { FileDrop, FilesTold } from '../parts/file-drop.tsx';
import type { GivenFile } from '../parts/given-files.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { addFiles, addWaiting, forgetWaiting, libraryFiles, toCut } from './add-files.ts';
import { type ChosenCollection, CollectionChoice, collectionOf, NO_CHOICE } from './collection-choice.tsx';

function CutOffer({ file, collection }: { readonly file: ReadFile; readonly collection: Collection }) {
  const words = useWords();
  const count = file.cut.length;
  return (
    <li class="card stack">
      <p>
        {file.shipped === null
          ? words.say('cutOffer', file.name, words.number(count))
          : words.say('cutShipped', file.name, file.shipped, words.number(count))}
      </p>
      <details>
        <summary>{words.say('cutShow')}</summary>
        <ol class="pieces">
          {file.cut.map(({ heading, start, end }) => (
            <li key={start}>
              <strong>{heading}</strong>{' '}
              <span class="quiet">
                {file.text.slice(start, start + 40)}… · {words.count('letters', end - start)}
              </span>
            </li>
          ))}
        </ol>
      </details>
      <p class="row">
        <button type="button" class="primary" onClick={() => void addWaiting(file, true, collection, words)}>
          {words.say('cutYes', words.number(count))}
        </button>
        <button type="button" onClick={() => void addWaiting(file, false, collection, words)}>
          {words.say('cutNo')}
        </button>
        <button type="button" onClick={() => forgetWaiting(file)}>
          {words.say('cancel')}
        </button>
      </p>
    </li>
  );
}

/** Adds files and folders, chosen or dropped. */
export function FilesSection() {
  const words = useWords();
  const [choice, setChoice] = useState<ChosenCollection | null>(NO_CHOICE);
  const take = async (files: readonly GivenFile[], encoding: string) => {
    await addFiles(files, encoding, collectionOf(choice, words), words);
    setChoice(NO_CHOICE);
  };
  return (
    <Section heading="libraryFiles">
      <FileDrop files={libraryFiles} take={take}>
        <CollectionChoice choice={choice} change={setChoice} />
      </FileDrop>
      {toCut.value.length > 0 && (
        <ul class="stack">
          {toCut.value.map(({ file, collection }) => (
            <CutOffer key={file.name} file={file} collection={collection} />
          ))}
        </ul>
      )}
      <FilesTold files={libraryFiles} />
    </Section>
  );
}
