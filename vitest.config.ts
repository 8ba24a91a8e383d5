import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/*
 * Kinds of tests: pure ones in Node, those that need a stand-in for the browser's extension APIs, and those in real
 * browsers with the built extension (`npm run build` and `npm run build:firefox` first; `npm test` does it all).
 */

/** Tests with a broad table: its core runs with the others, the rest in `npm run test:long` (see test/browser/breadth.ts). */
const WIDE = 'test/browser/**/*.wide.test.ts';

/** Tests that take minutes, which `npm run test:long` adds to the others. Those in browsers measure time and memory. */
const LONG = 'test/**/*.long.test.ts';

const IN_BROWSERS = 'test/browser/**';

/** Tests that count frames or ask for an answer within a time: one browser at a time, so that none slows another down. */
const TIMED = 'test/browser/**/*.timed.test.ts';

/** Nothing is tried again: a test that passes at the second try hides a defect, of the product or of its own. */
const inBrowsers = { testTimeout: 60_000, hookTimeout: 120_000, retry: 0 };

/** The files of a worker share its browsers (see test/browser/shared-browsers.ts), so the worker lives as long as there are files. */
const sharing = { ...inBrowsers, isolate: false };

/** Tests in browsers mostly wait for them: two files at a time keep two cores busy. */
const AT_ONCE = 2;

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
          exclude: [...WITH_BROWSER_API, IN_BROWSERS, LONG],
          // Pure code keeps no state between files, and loading it again for each file took half of the time.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        plugins: [WxtVitest()],
        test: { name: 'extension', include: WITH_BROWSER_API, exclude: [LONG] },
      },
      {
        test: {
          ...sharing,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: [LONG, TIMED],
          provide: { breadth: 'core' },
          maxWorkers: AT_ONCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: { ...sharing, name: 'timed', include: [TIMED], fileParallelism: false, sequence: { groupOrder: 2 } },
      },
      {
        test: {
          ...sharing,
          name: 'wide',
          include: [WIDE],
          provide: { breadth: 'rest' },
          maxWorkers: AT_ONCE,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // These measure time and memory: one browser at a time, and a new one for each file.
        test: {
          ...inBrowsers,
          name: 'long',
          include: ['test/browser/**/*.long.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      {
        // The stand-in for the browser's API is there for all of them: some test code that talks to it.
        plugins: [WxtVitest()],
        test: {
          name: 'long-node',
          include: [LONG],
          exclude: [IN_BROWSERS],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
