import { storage } from 'wxt/utils/storage';

// Where nobody has installed a pack, no page waits for a database to be opened.
const item = storage.defineItem<boolean>('local:packs', { fallback: false });

/** Whether a pack is installed. */
export function hasPacks(): Promise<boolean> {
  return item.getValue();
}

/** Notes whether a pack is installed. */
export async function notePacks(installed: boolean): Promise<void> {
  if (installed) await item.setValue(true);
  else await item.removeValue();
}
