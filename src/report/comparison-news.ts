import type { Comparison, Progress } from '../comparison/compare-files.ts';
import type { ClassFile } from '../comparison/compared-file.ts';
import type { ComparedWith } from './compared.ts';

/** What the worker that compares files is asked. */
export interface ComparisonAsk {
  /** No two have one name. */
  readonly files: readonly ClassFile[];
  /** Texts that everyone was given. */
  readonly given: readonly string[];
  /** Whether the shipped essays, and the user's library, are compared with as well. */
  readonly shipped: boolean;
  readonly library: boolean;
}

/** What files are, once they were compared, and with which essays. */
export interface ComparedFiles {
  readonly comparison: Comparison;
  readonly compared: ComparedWith;
}

/** What the worker that compares files tells its page. It tells the result once, last. */
export type ComparisonNews =
  | ({ readonly kind: 'progress' } & Progress)
  | ({ readonly kind: 'compared' } & ComparedFiles)
  | { readonly kind: 'failed' };
