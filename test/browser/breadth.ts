import { expect, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which part of the broad tables runs: said by the project, see vitest.config.ts. */
    breadth: 'core' | 'rest';
  }
}

/**
 * The rows of a broad table that this run takes. `npm test` takes the core, `npm run test:long` the rest, so that every row is
 * tested once, and the short run keeps to minutes.
 * @throws Error in a file whose name does not end in `.wide.test.ts`: no run would take the rest of its rows
 */
export function rowsOf<T>(core: readonly T[], rest: readonly T[]): readonly T[] {
  if (!expect.getState().testPath?.endsWith('.wide.test.ts')) throw new Error('Name the file *.wide.test.ts');
  return inject('breadth') === 'core' ? core : rest;
}
