import { afterAll, test } from 'vitest';
import { closeSharedBrowsers } from './shared-browsers.ts';

/** Lives as long as the worker, which runs many test files one after another. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
const worker = test.extend('sharedBrowsers', { scope: 'worker' }, ({}, { onCleanup }) => {
  onCleanup(closeSharedBrowsers);
  return true;
});

/**
 * What `start` gives, for the tests beside this call: started before the first, closed after the last. Only tests and hooks
 * may look into it: before that it is empty.
 */
export function setUp<T extends { close(): Promise<void> }>(start: () => Promise<T>): T {
  const started = {} as T;
  // Naming the fixture has Vitest end the shared browsers when the worker ends.
  worker.beforeAll(async ({ sharedBrowsers: _ }) => void Object.assign(started, await start()));
  afterAll(() => started.close?.());
  return started;
}
