import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Loads one of Adobe's character maps, which PDF documents in Chinese refer to by name, from the package of PDF.js. */
export async function loadCharacterMap(fileName: string): Promise<Uint8Array> {
  // The file name comes from the document, so `basename` keeps it from leading to another folder.
  const url = import.meta.resolve(`pdfjs-dist/cmaps/${basename(fileName)}`);
  return new Uint8Array(await readFile(fileURLToPath(url)));
}
