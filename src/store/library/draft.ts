import { storage } from 'wxt/utils/storage';
import type { NewEssay } from '../../library/records.ts';

/** A text on its way from a page to the library: the user sees it on the library page before it is stored. */
export interface Draft extends NewEssay {
  /** Whether it was taken from a private window. */
  readonly inPrivate: boolean;
}

// Session storage is memory: a draft that is not added leaves nothing on disk.
const item = storage.defineItem<Draft | null>('session:library-draft', { fallback: null });

/** Keeps a draft for the library page that is opened next. */
export function keepDraft(draft: Draft): Promise<void> {
  return item.setValue(draft);
}

/** Returns the draft that was kept last and forgets it; `null` if there is none. */
export async function takeDraft(): Promise<Draft | null> {
  const draft = await item.getValue();
  if (draft) await item.removeValue();
  return draft;
}
