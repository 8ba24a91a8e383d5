import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readTexts, SHIPPED_WORDING } from './read-documents.ts';
import type { Surroundings } from './surroundings.ts';
import { trainWording } from './train-wording.ts';
import { writeWhole } from './write-whole.ts';

/** The texts on which the shipped model is trained: official ones, then general ones. */
const SHIPPED_TEXTS = ['background', 'general'].map((name) =>
  fileURLToPath(new URL(`../../shared/${name}`, import.meta.url)),
);

/**
 * `index model`: trains the model of common wording on folders of texts and writes its file, which appears under its name when it
 * is complete. Rejects with an Error for faulty input.
 */
export async function train(args: readonly string[], { cwd, out }: Surroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { texts: { type: 'string', multiple: true }, out: { type: 'string' } },
  });
  const folders = values.texts?.map((folder) => resolve(cwd, folder)) ?? SHIPPED_TEXTS;
  const file = values.out === undefined ? SHIPPED_WORDING : resolve(cwd, values.out);
  const bytes = trainWording(folders.flatMap(readTexts));
  await writeWhole(file, async (sink) => sink.append(bytes));
  out(`${file}: ${bytes.length} bytes`);
  return 0;
}
