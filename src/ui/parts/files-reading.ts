import { type ReadonlySignal, signal } from '@preact/signals';
import type { ReadFile } from '../../library/file-news.ts';
import { inKey, type Words } from '../../locale/words.ts';
import { startFileReading } from './file-reader.ts';
import type { GivenFile } from './given-files.ts';

/** Reads files that the user gave, and tells how far it is and what could not be read. */
export interface FilesReading {
  /** How many files of this run were read; `null` while none are read. */
  readonly reading: ReadonlySignal<{ readonly done: number; readonly total: number } | null>;
  /** What became of the files of the last run, newest last, in sentences. */
  readonly told: ReadonlySignal<readonly string[]>;
  /** What of the files of the last run was not read, each note with the name of its file. */
  readonly notes: ReadonlySignal<readonly { readonly file: string; readonly note: string }[]>;
  /** Adds to what is told. */
  tell(...sentences: readonly string[]): void;
  /**
   * Begins a run and yields what is read. Never throws: a file that cannot be read costs itself alone, and is told of.
   * @param encoding see FileAsk
   */
  readAll(files: readonly GivenFile[], encoding: string, words: Words): AsyncGenerator<ReadFile>;
  /** Reads no more files of this run. */
  cancel(): void;
}

function unreadNotes({ unread }: ReadFile, words: Words): string[] {
  return unread.map(({ what, count }) => words.say(`fileUnread_${inKey(what)}`, words.number(count)));
}

/** Makes a reading of files, which has one run at a time. */
export function makeFilesReading(): FilesReading {
  const reading = signal<{ done: number; total: number } | null>(null);
  const told = signal<readonly string[]>([]);
  const notes = signal<readonly { file: string; note: string }[]>([]);
  let cancelled = false;
  const tell = (...sentences: readonly string[]) => {
    told.value = [...told.value, ...sentences];
  };
  const note = (words: Words, file: string, ...said: readonly string[]) => {
    notes.value = [...notes.value, ...said.map((one) => ({ file, note: one }))];
    tell(...said.map((one) => words.say('labelled', file, one)));
  };
  const noteRead = (file: ReadFile, words: Words) => {
    const { name, detected } = file;
    if (detected !== null) tell(words.say('labelled', name, words.say('fileDetected', detected.toUpperCase())));
    note(words, name, ...unreadNotes(file, words));
  };
  async function* readAll(files: readonly GivenFile[], encoding: string, words: Words): AsyncGenerator<ReadFile> {
    cancelled = false;
    told.value = [];
    notes.value = [];
    const reader = startFileReading();
    try {
      for (const [done, given] of files.entries()) {
        if (cancelled) return;
        reading.value = { done, total: files.length };
        for (const news of await reader.read({ ...given, encoding })) {
          if (news.kind === 'read') {
            noteRead(news, words);
            yield news;
          } else note(words, news.name, words.say(`fileProblem_${inKey(news.problem)}`));
        }
      }
    } finally {
      reader.end();
      reading.value = null;
    }
  }
  return {
    reading,
    told,
    notes,
    tell,
    readAll,
    cancel() {
      cancelled = true;
    },
  };
}
