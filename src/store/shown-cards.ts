import { storage } from 'wxt/utils/storage';

/** For each tab the ids of the matches whose cards it was last given. */
export type ShownCards = Readonly<Record<number, readonly string[]>>;

// In session storage, which is in memory: the browser may stop the background while a card is open.
const item = storage.defineItem<ShownCards>('session:shown-cards', { fallback: {} });

/** Reads which cards were given. */
export function loadShownCards(): Promise<ShownCards> {
  return item.getValue();
}

/** Stores which cards were given. Where there is no room, a card that is open while the background stops does nothing afterwards. */
export async function saveShownCards(cards: ShownCards): Promise<void> {
  await item.setValue(cards).catch(console.error);
}
