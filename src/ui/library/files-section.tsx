import { useId, useState } from 'preact/hooks';
import type { ReadFile } from '../../library/file-news.ts';
import type { Collection } from '../../library/records.ts';
import { FileButton } from '../parts/file-button.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { addFiles, addWaiting, cancelReading, filesTold, forgetWaiting, reading, toCut } from './add-files.ts';
import { type ChosenCollection, CollectionChoice, collectionOf, NO_CHOICE } from './collection-choice.tsx';
import { chosenFiles, droppedFiles, type GivenFile } from './given-files.ts';

/** Kinds of files that are read. */
const ACCEPT = '.txt,.md,.markdown,.html,.htm,.xhtml,.docx,.pdf,.zip';

/** Encodings that a user can choose where a text file was misread, as labels of the encoding standard. */
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;

function EncodingChoice({ value, change }: { readonly value: string; readonly change: (value: string) => void }) {
  const words = useWords();
  const id = useId();
  return (
    <>
      <label for={id}>{words.say('fileEncoding')}</label>
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{words.say('fileEncodingAuto')}</option>
        {ENCODINGS.map((encoding) => (
          <option key={encoding} value={encoding}>
            {encoding.toUpperCase()}
          </option>
        ))}
      </select>
    </>
  );
}

function Progress() {
  const words = useWords();
  const id = useId();
  const now = reading.value;
  if (!now) return null;
  return (
    <div class="stack">
      <label for={id}>{words.say('filesReading', words.number(now.done), words.number(now.total))}</label>
      <progress id={id} max={now.total} value={now.done} />
      <p>
        <button type="button" onClick={cancelReading}>
          {words.say('cancel')}
        </button>
      </p>
    </div>
  );
}

function CutOffer({ file, collection }: { readonly file: ReadFile; readonly collection: Collection }) {
  const words = useWords();
  const count = file.cut.length;
  return (
    <li class="card stack">
      <p>{words.say('cutOffer', file.name, words.number(count))}</p>
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

function Told() {
  return (
    <div role="status" class="quiet">
      <ul>
        {filesTold.value.map((sentence, i) => (
          <li key={i}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** Adds files and folders, chosen or dropped. */
export function FilesSection() {
  const words = useWords();
  const [choice, setChoice] = useState<ChosenCollection | null>(NO_CHOICE);
  const [encoding, setEncoding] = useState('');
  const take = async (files: readonly GivenFile[]) => {
    if (files.length === 0 || reading.value) return;
    await addFiles(files, encoding, collectionOf(choice, words), words);
    setChoice(NO_CHOICE);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(take);
  };
  const chosen = async (files: readonly File[]) => take(chosenFiles(files));
  return (
    <Section heading="libraryFiles">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the buttons inside are the others */}
      <div class="drop card stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>{words.say('filesDrop')}</p>
        <p class="row">
          <FileButton label={words.say('filesChoose')} accept={ACCEPT} many take={chosen} />
          <FileButton label={words.say('folderChoose')} accept="" folder take={chosen} />
        </p>
        <p class="row">
          <CollectionChoice choice={choice} change={setChoice} />
          <EncodingChoice value={encoding} change={setEncoding} />
        </p>
        <Progress />
      </div>
      {toCut.value.length > 0 && (
        <ul class="stack">
          {toCut.value.map(({ file, collection }) => (
            <CutOffer key={file.name} file={file} collection={collection} />
          ))}
        </ul>
      )}
      <Told />
    </Section>
  );
}
