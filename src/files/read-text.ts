/** Facts on a file beside its text; `''` for what it does not state. */
export interface FileFacts {
  readonly title: string;
  readonly author: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** Facts of a file that states none. */
export const NO_FACTS: FileFacts = { title: '', author: '', date: '' };

/** What a Word document keeps of how it was made. */
export interface FileTraces {
  /** The template as the document states it, such as `Normal.dotm`; `''` where it does not. */
  readonly template: string;
  /** The random numbers of its editing sessions (rsid), of eight hexadecimal digits; copies of a document keep those of the original. */
  readonly revisions: readonly string[];
}

/** Traces of a file that has none. */
export const NO_TRACES: FileTraces = { template: '', revisions: [] };

/** Something of a file that is not in its text. */
export interface Unread {
  /**
   * `hidden`: text that the document hides, counted in UTF-16 units. `comments`, `pictures`, `embedded` documents: their number.
   * `pages`: pages of a PDF without text. `garbled`: pages whose fonts do not state which characters they draw. `cut-off`: the
   * file ends early. `malformed`: the file states that it is XML but is not, and was read as HTML.
   */
  readonly what: 'hidden' | 'comments' | 'pictures' | 'embedded' | 'pages' | 'garbled' | 'cut-off' | 'malformed';
  readonly count: number;
  /** Given for hidden text. */
  readonly text?: string;
}

/** The text of a file, what of it is not in the text, and the facts that it states. */
export interface ReadText {
  readonly text: string;
  readonly unread: readonly Unread[];
  readonly facts: FileFacts;
  /** Of Word documents alone. */
  readonly traces?: FileTraces;
}
