import type { Handlers } from '../messages/channel.ts';
import type { FromTab } from '../messages/protocol.ts';
import { isOnAt } from '../store/settings.ts';
import { siteOf } from '../store/sites.ts';
import { openTabMemory } from './service-memory.ts';
import type { Surroundings } from './service-surroundings.ts';
import { tabSide } from './service-tab-side.ts';
import { type UiSide, uiSide } from './service-ui-side.ts';
import { figuresOfTab } from './service-view.ts';

/** The background's part of a scan: answers tabs and pages, keeps the results of every tab. */
export interface Service {
  readonly fromTab: Handlers<FromTab>;
  readonly ui: UiSide;
  /** The tab was closed. */
  tabClosed(tab: number): void;
  /** Shows the figures of every known tab anew: after a start, a change of settings or of a judgement. */
  refresh(): Promise<void>;
  /** Checks this page although it is off here, until another page is opened in the tab. */
  force(tab: number): Promise<void>;
}

/** Starts the service. */
export function startService(around: Surroundings): Service {
  const showTab = async (tab: number): Promise<void> => {
    const facts = await around.factsOf(tab);
    if (!facts) return;
    const known = memory.get(tab);
    const judge = await around.judgeAt(facts.url === undefined ? null : siteOf(facts.url), facts.inPrivate);
    const on = known.forced || isOnAt(await around.settings(facts.inPrivate), facts.url);
    around.showFigures(tab, on && known.frames.length > 0 ? figuresOfTab(known, judge) : null);
  };
  const memory = openTabMemory((tab) => {
    void showTab(tab);
    around.tellPages(tab);
  });
  return {
    fromTab: tabSide(around, memory),
    ui: uiSide(around, memory),
    tabClosed: (tab) => memory.forget(tab),
    async refresh() {
      await memory.ready;
      for (const tab of memory.tabs()) {
        await showTab(tab);
        around.tellPages(tab);
      }
    },
    async force(tab) {
      await memory.ready;
      memory.change(tab, (known) => ({ ...known, forced: true }));
    },
  };
}
