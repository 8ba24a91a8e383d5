import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleScripts } from './bundle-scripts.ts';
import { filled } from './fill.ts';
import type { ExtraFiles } from './site.ts';

/*
 * The editors that pages are written with: each script in test/fixtures/editors puts one with a passage into its page. They are
 * bundled when a test asks for them, and served from memory.
 */

const FOLDER = join(import.meta.dirname, '../fixtures/editors');

/** Names of the editors, which are those of their scripts. */
export const EDITORS: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.js') && file !== 'offer.js')
  .map((file) => basename(file, '.js'));

/** The address of an editor's page on the site. */
export function editorPage(name: string): string {
  return `editors/${name}.html`;
}

function editorPages(): [path: string, html: string][] {
  const page = filled(readFileSync(join(FOLDER, 'page.html'), 'utf8'));
  return EDITORS.map((name) => [editorPage(name), page.replace('EDITOR', name)]);
}

/** Bundles all editors. Returns their pages and scripts, for the site to serve. */
export async function bundleEditors(): Promise<ExtraFiles> {
  const scripts = await bundleScripts(FOLDER, EDITORS);
  return new Map([...editorPages(), ...scripts.map(([file, code]): [string, string] => [`editors/${file}`, code])]);
}
