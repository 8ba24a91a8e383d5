import type { Handlers } from '../messages/channel.ts';
import type { FromTab } from '../messages/protocol/from-tab.ts';
import type { FromUi } from '../messages/protocol/from-ui.ts';
import type { BadgeFacts } from '../report/badge.ts';
import { isOnAt } from '../store/settings.ts';
import { answerTabs } from './answers/from-tab.ts';
import { answerUi, type UiAnswers } from './answers/from-ui.ts';
import { answerJudgements } from './answers/judgements.ts';
import { sendMatches } from './answers/marked.ts';
import { makeChecks } from './check/checker.ts';
import type { Environment } from './environment.ts';
import { openCardGrants } from './tabs/card-grants.ts';
import { makeGivenStyles } from './tabs/given-styles.ts';
import { openTabMemory } from './tabs/memory.ts';
import type { TabResult } from './tabs/results.ts';
import { openUnfinishedChecks, type UnfinishedChecks } from './tabs/unfinished-checks.ts';
import { badgeFactsOf, figuresOfTab, type VerdictOf } from './views/match-views.ts';
import { type ViewTools, verdictsFor } from './views/page-view.ts';
import { openVerdicts } from './views/verdicts.ts';

/**
 * The background's side of checking: it answers content scripts and the extension's pages, and keeps the results of every tab.
 */
export interface Service extends Pick<UiAnswers, 'stepIn' | 'viewTab' | 'checkSelection' | 'pageText'> {
  readonly fromTab: Handlers<FromTab>;
  readonly fromUi: Handlers<FromUi>;
  /** Call when a tab was closed. */
  tabClosed(tab: number): void;
  /** Updates the figures of every known tab, after a change of settings. */
  refresh(): Promise<void>;
  /** Checks the page of a tab although the extension is off there, until another page is opened in the tab. */
  force(tab: number): Promise<void>;
  /** The numbers of the frames of a tab in which something was found. */
  markedFrames(tab: number): number[];
  /** Whether the page of a tab is checked although the extension is off there. */
  isForced(tab: number): boolean;
}

// A page that has sent no text needs no index, so a page that is not Chinese never causes one to be opened.
async function badgeOfTab(environment: Environment, tabResult: TabResult, verdictOf: VerdictOf): Promise<BadgeFacts> {
  const hasText = tabResult.frames.some(({ parts }) => parts.some((part) => part !== null));
  const indexes = hasText ? await environment.openIndexes() : null;
  if (indexes?.ok) return badgeFactsOf(tabResult, verdictOf, indexes.value);
  return { figures: figuresOfTab(tabResult, verdictOf), compared: null, wholeEssay: false };
}

async function showTab({ environment, memory, verdicts }: ViewTools, tab: number): Promise<void> {
  const facts = await environment.factsOf(tab);
  if (!facts) return;
  const verdictOf = await verdictsFor(verdicts, facts);
  const settings = await environment.settings(facts.inPrivate);
  const tabResult = memory.get(tab);
  const on = tabResult.forced || isOnAt(settings, facts.url);
  environment.showBadge(
    tab,
    on && tabResult.frames.length > 0 ? await badgeOfTab(environment, tabResult, verdictOf) : null,
  );
}

async function eachTab(tools: ViewTools, work?: (tab: number) => Promise<void>): Promise<void> {
  const { environment, memory } = tools;
  await memory.ready;
  for (const tab of memory.tabs()) {
    await work?.(tab);
    await showTab(tools, tab);
    environment.tellPages(tab);
  }
}

async function judged(tools: ViewTools): Promise<void> {
  const { environment, verdicts } = tools;
  verdicts.changed();
  await eachTab(tools, async (tab) => {
    const facts = await environment.factsOf(tab);
    if (facts) await sendMatches(tools, tab, facts);
  });
}

function framesWithMatches({ frames }: TabResult): number[] {
  return frames.filter(({ parts }) => parts.some((part) => part && part.found.length > 0)).map(({ frame }) => frame);
}

async function recheckLost({ environment, memory }: ViewTools, { left, askedAgain }: UnfinishedChecks): Promise<void> {
  const lost = new Set([...(await memory.ready), ...(await left)]);
  await Promise.all([...lost].map((tab) => environment.recheck(tab, memory.get(tab).forced)));
  await askedAgain();
}

/**
 * Starts the service. Tabs whose results did not fit into session storage, and those in which reworded passages were still being
 * searched when the background was stopped, are checked again.
 */
export function startService(environment: Environment): Service {
  const verdicts = openVerdicts();
  const memory = openTabMemory((tab) => {
    void showTab(tools, tab);
    environment.tellPages(tab);
  });
  const grants = openCardGrants();
  const unfinished = openUnfinishedChecks(environment.wakeUp);
  const styles = makeGivenStyles(environment);
  const tools: ViewTools = { environment, memory, verdicts };
  const checks = makeChecks(environment.matchLiterally, environment.matchReworded);
  const ui = answerUi({ ...tools, checks });
  const judging = answerJudgements(ui.find, () => judged(tools));
  void recheckLost(tools, unfinished);
  return {
    fromTab: answerTabs({
      ...tools,
      checks,
      grants,
      unfinished,
      styles,
      judging,
      step: (tab, by) => ui.stepIn(tab, by, true),
    }),
    fromUi: { ...ui.handlers, ...judging.handlers },
    stepIn: ui.stepIn,
    viewTab: ui.viewTab,
    checkSelection: ui.checkSelection,
    pageText: ui.pageText,
    tabClosed(tab) {
      memory.forget(tab);
      grants.forget(tab);
      unfinished.forget(tab);
      styles.forget(tab);
    },
    refresh: () => eachTab(tools),
    markedFrames: (tab) => framesWithMatches(memory.get(tab)),
    isForced: (tab) => memory.get(tab).forced,
    async force(tab) {
      await memory.ready;
      memory.change(tab, (before) => ({ ...before, forced: true }));
    },
  };
}
