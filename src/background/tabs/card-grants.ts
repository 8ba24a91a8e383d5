import { loadShownCards, type ShownCards, saveShownCards } from '../../store/shown-cards.ts';

/** Most cards of a tab that may be acted on: the last one that was given, and one that is closing. */
const MOST_CARDS = 2;

/**
 * Which matches a tab may act on. A content script in the wrong hands could send the acts of a popover for any match, without a user:
 * an act is taken only for a match whose card the tab was given, and once for each time.
 */
export interface CardGrants {
  /** The tab was given the card of this match. */
  grant(tab: number, id: string): Promise<void>;
  /** Whether the tab was given the card of this match and has not acted on it since. From now on it has. */
  use(tab: number, id: string): Promise<boolean>;
  /** Forgets a closed tab. */
  forget(tab: number): void;
}

/** Opens the grants. They outlive a stop of the background. */
export function openCardGrants(): CardGrants {
  const granted = new Map<number, readonly string[]>();
  const ready = loadShownCards().then((cards: ShownCards) => {
    for (const [tab, ids] of Object.entries(cards)) granted.set(Number(tab), ids);
  });
  const change = (tab: number, ids: readonly string[]) => {
    if (ids.length > 0) granted.set(tab, ids);
    else granted.delete(tab);
    return saveShownCards(Object.fromEntries(granted));
  };
  const others = (tab: number, id: string) => (granted.get(tab) ?? []).filter((other) => other !== id);
  return {
    async grant(tab, id) {
      await ready;
      await change(tab, [...others(tab, id), id].slice(-MOST_CARDS));
    },
    async use(tab, id) {
      await ready;
      if (!granted.get(tab)?.includes(id)) return false;
      await change(tab, others(tab, id));
      return true;
    },
    forget: (tab) => void ready.then(() => (granted.has(tab) ? change(tab, []) : undefined)),
  };
}
