import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { FileButton } from './file-button.tsx';
import type { FilesReading } from './files-reading.ts';
import { chosenFiles, droppedFiles, type GivenFile } from './given-files.ts';
import { useWords } from './words-context.tsx';
import './file-drop.css';

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

/** How far something is, with a button that ends it. */
export function StepsDone(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly cancel: () => void;
}) {
  const words = useWords();
  const id = useId();
  return (
    <div class="stack">
      <label for={id}>{props.label}</label>
      <progress id={id} max={props.total} value={props.done} />
      <p>
        <button type="button" onClick={props.cancel}>
          {words.say('cancel')}
        </button>
      </p>
    </div>
  );
}

function ReadingDone({ files }: { readonly files: FilesReading }) {
  const words = useWords();
  const now = files.reading.value;
  if (!now) return null;
  const label = words.say('filesReading', words.number(now.done), words.number(now.total));
  return <StepsDone label={label} {...now} cancel={files.cancel} />;
}

/** What became of files that were read, in sentences. */
export function FilesTold({ files }: { readonly files: FilesReading }) {
  return (
    <div role="status" class="quiet">
      <ul>
        {files.told.value.map((sentence, i) => (
          <li key={i}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** A place where files and folders can be dropped, with buttons to choose them. While files are read, no others are taken. */
export function FileDrop(props: {
  readonly files: FilesReading;
  /** Called with one file at least. */
  readonly take: (given: readonly GivenFile[], encoding: string) => Promise<void>;
  /** Choices beside that of the encoding. */
  readonly children?: ComponentChildren;
}) {
  const words = useWords();
  const [encoding, setEncoding] = useState('');
  const take = async (given: readonly GivenFile[]) => {
    if (given.length > 0 && !props.files.reading.value) await props.take(given, encoding);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(take);
  };
  const chosen = async (files: readonly File[]) => take(chosenFiles(files));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the buttons inside are the others
    <div class="drop card stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>{words.say('filesDrop')}</p>
      <p class="row">
        <FileButton label={words.say('filesChoose')} accept={ACCEPT} many take={chosen} />
        <FileButton label={words.say('folderChoose')} accept="" folder take={chosen} />
      </p>
      <p class="row">
        {props.children}
        <EncodingChoice value={encoding} change={setEncoding} />
      </p>
      <ReadingDone files={props.files} />
    </div>
  );
}
