import { computed, signal } from '@preact/signals';
import type { Progress } from '../../comparison/compare-files.ts';
import type { PassageOfMany } from '../../comparison/passages-of-many.ts';
import type { Words } from '../../locale/words.ts';
import type { ComparedFiles, ComparisonAsk, ComparisonNews } from '../../report/comparison-news.ts';
import type { FileNote } from '../../report/dossier.ts';
import { type SignedFile, signsOf } from '../../report/file-signs.ts';
import { hasLibrary } from '../../store/library/marker.ts';
import { loadSettings } from '../../store/settings.ts';
import { makeFilesReading } from '../parts/files-reading.ts';
import type { GivenFile } from '../parts/given-files.ts';
import { withFile } from './own-names.ts';

/*
 * The files of the check page and what their comparison says. All of it is in this tab's memory alone.
 */

/** The files that are read for the page. */
export const classReading = makeFilesReading();

/** What was read, each under a name of its own. */
export const classFiles = signal<readonly SignedFile[]>([]);

/** The text that is checked where there is no class: pasted, or that of the only file. */
export const typed = signal('');

/** What of the files was not read, and files that could not be read at all. */
export const notRead = signal<readonly FileNote[]>([]);

/** What everyone was given and so is no evidence. */
export interface Given {
  /** The task sheet as a text; `''` for none. */
  readonly text: string;
  /** The name of the file that is the task sheet; `''` where none is. */
  readonly file: string;
  /** Passages of files that the user has said everyone was given. */
  readonly passages: readonly string[];
}

const NOTHING: Given = { text: '', file: '', passages: [] };

/** What everyone was given, as the user has entered it. */
export const given = signal<Given>(NOTHING);

/** How far the comparison is; `null` while nothing is compared. */
export const comparing = signal<Progress | null>(null);

/** What was compared, and what it says; `'failed'` where it could not be done. */
export const outcome = signal<ComparedFiles | 'failed' | null>(null);

/** The file that the table has open; `null` for none. */
export const openFile = signal<string | null>(null);

const texts = computed(() => new Map(classFiles.value.map(({ name, text }) => [name, text])));

/** The text of a file. */
export function textOf(name: string): string {
  return texts.value.get(name) ?? '';
}

/** The text of a passage that many files share. */
export function passageText({ file, start, end }: PassageOfMany): string {
  return textOf(file).slice(start, end);
}

let worker: Worker | null = null;

/** Ends the comparison. What was compared before stays. */
export function stopComparing(): void {
  worker?.terminate();
  worker = null;
  comparing.value = null;
}

function hear(news: ComparisonNews): void {
  if (news.kind === 'progress') {
    comparing.value = { done: news.done, of: news.of };
    return;
  }
  stopComparing();
  outcome.value = news.kind === 'failed' ? 'failed' : { comparison: news.comparison, compared: news.compared };
}

async function askOf(): Promise<ComparisonAsk> {
  const { text, file, passages } = given.value;
  const files = classFiles.value
    .filter(({ name }) => name !== file)
    .map(({ name, text: own }) => ({ name, text: own }));
  const [{ shipped }, library] = await Promise.all([loadSettings(), hasLibrary()]);
  return { files, given: [text, textOf(file), ...passages], shipped, library };
}

/** Compares the files anew. */
export async function compareClass(): Promise<void> {
  stopComparing();
  comparing.value = { done: 0, of: 1 };
  const ask = await askOf();
  // Asked again meanwhile, or cancelled.
  if (worker || !comparing.value) return;
  worker = new Worker(new URL('../../comparison-worker/compare-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<ComparisonNews>) => hear(data);
  worker.onerror = () => hear({ kind: 'failed' });
  worker.postMessage(ask);
}

/** Reads files and, where there are several then, compares them. Resolves when they are read. */
export async function takeFiles(files: readonly GivenFile[], encoding: string, words: Words): Promise<void> {
  for await (const { name, text, facts, traces, unread } of classReading.readAll(files, encoding, words)) {
    const signs = signsOf(text, unread);
    classFiles.value = withFile(classFiles.value, { name, text, signs, author: facts.author, traces });
  }
  notRead.value = [...notRead.value, ...classReading.notes.value];
  const [first, ...others] = classFiles.value;
  if (others.length > 0) void compareClass();
  else if (first) typed.value = first.text;
}

/** Counts a passage as one that everyone was given, or no longer. */
export function setGiven(passage: string, isGiven: boolean): void {
  const others = given.value.passages.filter((each) => each !== passage);
  given.value = { ...given.value, passages: isGiven ? [...others, passage] : others };
  void compareClass();
}

/** Forgets all files and what was said of them. */
export function clearClass(): void {
  classReading.cancel();
  stopComparing();
  classFiles.value = [];
  typed.value = '';
  notRead.value = [];
  given.value = NOTHING;
  outcome.value = null;
  openFile.value = null;
}
