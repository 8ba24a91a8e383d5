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

function notesOn({ name, detected, unread }: ReadFile, words: Words): string[] {
  const notes = unread.map(({ what, count }) => words.say(`fileUnread_${inKey(what)}`, words.number(count)));
  const encoding = detected === null ? [] : [words.say('fileDetected', detected.toUpperCase())];
  return [...encoding, ...notes].map((note) => words.say('labelled', name, note));
}

/** Makes a reading of files, which has one run at a time. */
export function makeFilesReading(): FilesReading {
  const reading = signal<{ done: number; total: number } | null>(null);
  const told = signal<readonly string[]>([]);
  let cancelled = false;
  const tell = (...sentences: readonly string[]) => {
    told.value = [...told.value, ...sentences];
  };
  async function* readAll(files: readonly GivenFile[], encoding: string, words: Words): AsyncGenerator<ReadFile> {
    cancelled = false;
    told.value = [];
    const reader = startFileReading();
    try {
      for (const [done, given] of files.entries()) {
        if (cancelled) return;
        reading.value = { done, total: files.length };
        for (const news of await reader.read({ ...given, encoding })) {
          if (news.kind === 'read') {
            tell(...notesOn(news, words));
            yield news;
          } else tell(words.say('labelled', news.name, words.say(`fileProblem_${inKey(news.problem)}`)));
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
    tell,
    readAll,
    cancel() {
      cancelled = true;
    },
  };
}
