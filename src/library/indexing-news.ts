/** What the worker that indexes the library tells its page. */
export type IndexingNews =
  /** Essays of this run that are indexed, and all that it has found to do so far. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** All is indexed: the worker has nothing more to do. `changed`: what is searched is another than before. */
  | { readonly kind: 'finished'; readonly changed: boolean }
  /** It stopped: `problem` is one of the library's problems, or `indexing` where the work itself failed. What was indexed stays. */
  | { readonly kind: 'failed'; readonly problem: string; readonly message: string };
