import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { OTHER_SENTENCES, OWN_ESSAYS } from '../own-essays.ts';
import { pathOf } from './engine-parts.ts';

const ESSAYS = '../shared/class/essays';

/** Text to cut files from: essays of pupils, or our own over and over, which all quote one another. */
export function pupilsText(): string {
  if (!existsSync(pathOf(ESSAYS))) {
    console.log('../shared is not there: measured on our own essays, of which every file has some');
    return [...Object.values(OWN_ESSAYS), ...OTHER_SENTENCES].join('');
  }
  return readdirSync(pathOf(ESSAYS))
    .map((name) => readFileSync(pathOf(`${ESSAYS}/${name}`), 'utf8'))
    .join('');
}
