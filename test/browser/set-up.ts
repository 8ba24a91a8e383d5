import { afterAll, beforeAll } from 'vitest';

/**
 * What `start` gives, for the tests beside this call: started before the first, closed after the last. Only tests and hooks
 * may look into it: before that it is empty.
 */
export function setUp<T extends { close(): Promise<void> }>(start: () => Promise<T>): T {
  const started = {} as T;
  beforeAll(async () => void Object.assign(started, await start()));
  afterAll(() => started.close?.());
  return started;
}
