import type { InputProblem } from '../files/input-error.ts';
import type { FileFacts, FileTraces, Unread } from '../files/read-text.ts';
import type { ProposedEssay } from '../indexing/propose-cut.ts';

/** A file to be read, as the page asks the worker. */
export interface FileAsk {
  readonly file: File;
  /** With the folders that it lies in, as far as the browser tells them. */
  readonly name: string;
  /** A label of the encoding standard that overrides what a text file says; `''` where the reader has to find it. */
  readonly encoding: string;
}

/** What was read of a file, or of one in an archive. */
export interface ReadFile {
  readonly kind: 'read';
  readonly name: string;
  readonly text: string;
  readonly facts: FileFacts;
  readonly traces: FileTraces;
  readonly unread: readonly Pick<Unread, 'what' | 'count'>[];
  /** The encoding, where neither the file nor the user said which it is. */
  readonly detected: string | null;
  /** Title of the document that comes with the extension, without its text, and whose letters these are; `null` where it is none. */
  readonly shipped: string | null;
  /** How the text could be cut into essays; empty where it looks like one. */
  readonly cut: readonly ProposedEssay[];
}

/** A file that could not be read. */
export interface UnreadFile {
  readonly kind: 'unread';
  readonly name: string;
  readonly problem: InputProblem;
}

/** What the worker that reads files tells its page: what it has read, and that it is through with the file that it was given. */
export type FileNews = ReadFile | UnreadFile | { readonly kind: 'through' };
