import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/*
 * Three kinds of tests: pure ones in Node, those that need a stand-in for the browser's extension APIs, and those in real
 * browsers with the built extension (`npm run build` and `npm run build:firefox` first; `npm test` does it all).
 */

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
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // One browser at a time: they measure and wait, and two of them slow each other down.
          fileParallelism: false,
          // A busy machine may miss a moment once; what is broken fails every time.
          retry: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
