import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** The code that bundlers add has no file: the package of each, by the name that its modules begin with. */
const WITHOUT_FILE: Readonly<Record<string, string>> = { '\0vite/': 'vite', '\0rolldown/': 'rolldown' };

const IN_PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u;

/**
 * The folder of the package in which a file stands, with `/` between names, or null where the file is our own.
 *
 * @param id a path as bundlers name it: absolute, or the name of a module that a bundler adds
 */
export function packageFolder(id: string): string | null {
  const added = Object.keys(WITHOUT_FILE).find((start) => id.startsWith(start));
  if (added) return resolve('node_modules', WITHOUT_FILE[added]!).replaceAll('\\', '/');
  return IN_PACKAGE.exec(id.replace(/^\0/u, '').replaceAll('\\', '/'))?.[0] ?? null;
}

/**
 * A plugin that writes down of which packages anything stands in what is built: code, and files that code names (a worker's too, if
 * the plugin stands in `worker.plugins`).
 *
 * @param found gets the folder of each package
 */
export function collectPackages(found: Set<string>): Plugin {
  return {
    name: 'collect-packages',
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        const files = part.type === 'chunk' ? part.moduleIds : part.originalFileNames.map((name) => resolve(name));
        for (const file of files) {
          const folder = packageFolder(file);
          if (folder) found.add(folder);
        }
      }
    },
  };
}
