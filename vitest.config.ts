import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/*
 * Three kinds of tests: pure ones in Node, those that need a stand-in for the browser's extension APIs, and those in real
 * browsers with the built extension (`npm run build` and `npm run build:firefox` first; `npm test` does it all).
 */

/** Soak tests, which `npm run test:long` adds to the others: they take minutes and measure time and memory. */
const LONG = 'test/browser/**/*.long.test.ts';

/** Tests that count frames or ask for an answer within a time: one browser at a time, so that none slows another down. */
const TIMED = 'test/browser/**/*.timed.test.ts';

/** Tests that count frames fall on a busy machine now and then; the closing line prints each that was tried again, and why. */
const inBrowsers = { testTimeout: 60_000, hookTimeout: 120_000, retry: 2 };

/** Folders whose code talks to the extension APIs. */
const WITH_BROWSER_API = [
  'test/messages/**/*.test.{ts,tsx}',
  'test/store/**/*.test.{ts,tsx}',
  'test/ui/**/*.test.{ts,tsx}',
  'test/background/**/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...WITH_BROWSER_API, 'test/browser/**'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [WxtVitest()],
        test: { name: 'extension', include: WITH_BROWSER_API },
      },
      {
        test: {
          ...inBrowsers,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: [LONG, TIMED],
          // Tests in browsers mostly wait for them: two files at a time keep two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...inBrowsers,
          name: 'timed',
          include: [TIMED],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...inBrowsers,
          name: 'long',
          include: [LONG],
          // These measure time and memory: one browser at a time.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
