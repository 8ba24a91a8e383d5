import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnPage } from './allow.ts';
import type { TestPage } from './browser.ts';

/** Everything the extension has stored, as JSON: `disk` is `storage.local` and IndexedDB, `memory` is `storage.session`. */
export interface Kept {
  readonly disk: string;
  readonly memory: string;
}

/** Reads everything that is stored, in a page of the extension. */
export function keptBy(own: TestPage): Promise<Kept> {
  return own.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const tables: Record<string, unknown> = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        tables[`${name}/${store}`] = await done(database.transaction(store).objectStore(store).getAll());
      }
      database.close();
    }
    const { local, session } = (globalThis as unknown as OwnPage).chrome.storage;
    const disk = JSON.stringify([await local.get(null), tables]);
    return { disk, memory: JSON.stringify(await session.get(null)) };
  });
}

/** The files below a folder that contain an ASCII word in UTF-8 or UTF-16, the encodings that browsers use in profiles. */
export function filesWith(folder: string, word: string): string[] {
  const needles = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return needles.some((needle) => bytes.includes(needle));
    });
}
