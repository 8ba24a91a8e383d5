import { join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles scripts of a folder for pages: each entry and the chunks that entries share, as names and code. Packages are built for
 * production.
 */
export async function bundleScripts(folder: string, names: readonly string[]): Promise<[file: string, code: string][]> {
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      rolldownOptions: {
        input: names.map((name) => join(folder, `${name}.js`)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in built)) throw new Error('Vite has built something else than one bundle.');
  return built.output.flatMap((file) =>
    file.type === 'chunk' ? [[file.fileName, file.code] as [string, string]] : [],
  );
}
