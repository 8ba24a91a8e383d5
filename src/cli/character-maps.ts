import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Gives a character map of Adobe's, which PDF documents in Chinese name, from where the package of PDF.js has it. */
export async function loadCharacterMap(fileName: string): Promise<Uint8Array> {
  // A file name of the document's: it must not lead elsewhere.
  const url = import.meta.resolve(`pdfjs-dist/cmaps/${basename(fileName)}`);
  return new Uint8Array(await readFile(fileURLToPath(url)));
}
