import { saveFile } from '../parts/save-file.ts';

/** Saves a text as a file that is named for the extension and the day. */
export function saveToday(kind: 'html' | 'csv' | 'json', text: string): void {
  const type = kind === 'json' ? 'application/json' : `text/${kind}`;
  saveFile(`deja-lu ${new Date().toISOString().slice(0, 10)}.${kind}`, type, text);
}
