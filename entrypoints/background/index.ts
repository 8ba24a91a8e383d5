import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { handshakeReply } from '../../src/background/answers/from-tab.ts';
import { makeRewordedMatcher } from '../../src/background/check/reworded.ts';
import type { Environment } from '../../src/background/environment.ts';
import { makeLibraryIndex } from '../../src/background/indexes/library-index.ts';
import { makeIndexOpener } from '../../src/background/indexes/open-index.ts';
import { makePackIndexes } from '../../src/background/indexes/pack-indexes.ts';
import { makeIndexRegistry, type RegisteredIndex } from '../../src/background/indexes/registry.ts';
import { type Service, startService } from '../../src/background/service.ts';
import { makeTellTab } from '../../src/background/tell-tab.ts';
import {
  type EssayRef,
  essayIdOf,
  indexOf,
  LIBRARY_INDEX,
  packOfIndex,
  SHIPPED_INDEX,
} from '../../src/corpus/essay-ref.ts';
import { loadWords } from '../../src/locale/words.ts';
import { findWithOwn } from '../../src/match/own-matches.ts';
import { thresholdsFor } from '../../src/match/sensitivity.ts';
import { serve, tellPages, tellTab } from '../../src/messages/channel.ts';
import { ownDoor, tabDoor } from '../../src/messages/door.ts';
import { serveEarlyStart } from '../../src/messages/early-start.ts';
import { openPanel } from '../../src/messages/open-panel.ts';
import { openOwnPage, openPdfCheck } from '../../src/messages/which-tab.ts';
import { packagedBytes } from '../../src/network/packaged.ts';
import { cardOf } from '../../src/report/card.ts';
import { keepDraft } from '../../src/store/library/draft.ts';
import { textOfEssay } from '../../src/store/library/essays.ts';
import { hasLibrary } from '../../src/store/library/marker.ts';
import { readSearched } from '../../src/store/library/segments.ts';
import { hasPacks } from '../../src/store/packs/marker.ts';
import { readSearchedPacks, textOfPackEssay } from '../../src/store/packs/packs.ts';
import {
  changeSettings,
  isOnAt,
  loadSettings,
  type Settings,
  type SettingsChange,
  settingsIn,
  styleOf,
  watchSettings,
} from '../../src/store/settings.ts';
import { keepStoreFromContentScripts } from '../../src/store/trusted-only.ts';
import { keepAskFirst } from './ask-first.ts';
import { restyleFrame, styleFrame } from './mark-style.ts';
import { serveMenus, writeMenus } from './menus.ts';
import { keepPacksCurrent } from './pack-updates.ts';
import { pageFacts, selectedIn } from './page-facts.ts';
import { coverOpenTabs, startEarly } from './reinject.ts';
import { factsOf } from './tab-facts.ts';
import { prepareToolbar, showBadge } from './toolbar.ts';
import { makeWakeUp } from './wake-up.ts';

async function searchWeb(tab: number, text: string): Promise<void> {
  const [{ search: address }, { windowId }] = await Promise.all([loadSettings(), browser.tabs.get(tab)]);
  // Search engines cut long queries themselves. About 40 characters in quotation marks find the passage.
  const words = `"${text.replace(/\s+/g, ' ').replace(/…$/u, '').trim().slice(0, 40)}"`;
  await browser.tabs.create({ windowId, url: address.replace('%s', encodeURIComponent(words)) });
}

// Makes the page send its text again. One message: between two the browser may stop the background.
async function recheck(tab: number, settings: Settings, on: boolean): Promise<void> {
  await tellTab({ tab }, 'switched', { ...handshakeReply(settings, on), anew: true });
}

async function recheckTab(tab: number, forced: boolean): Promise<void> {
  const facts = await factsOf(tab);
  if (!facts) return;
  const settings = await settingsIn(facts.inPrivate);
  await recheck(tab, settings, forced || isOnAt(settings, facts.url));
}

const library = makeLibraryIndex(hasLibrary, readSearched);

const packs = makePackIndexes(hasPacks, readSearchedPacks);

const shipped: RegisteredIndex = {
  name: SHIPPED_INDEX,
  isOn: async () => (await loadSettings()).shipped,
  open: makeIndexOpener(() => packagedBytes('/essays.bin')),
};

async function textOf(essay: EssayRef): Promise<string | null> {
  const [index, id] = [indexOf(essay), essayIdOf(essay)];
  if (index === LIBRARY_INDEX) return textOfEssay(id).catch(() => null);
  const pack = packOfIndex(index);
  return pack === null ? null : textOfPackEssay(pack, id).catch(() => null);
}

async function libraryChanged(): Promise<void> {
  library.changed();
  packs.changed();
  for (const { id, url, incognito } of await browser.tabs.query({})) {
    if (id === undefined) continue;
    const settings = await settingsIn(incognito);
    // A page that is off is not read for it.
    if (isOnAt(settings, url)) await recheck(id, settings, true);
  }
}

const indexes = makeIndexRegistry([shipped, library, packs]);

const environment = (updatePacks: Environment['updatePacks']): Environment => ({
  openIndexes: indexes.open,
  openReadyIndexes: indexes.openReady,
  textOf,
  libraryChanged,
  takeToLibrary,
  updatePacks,
  matchLiterally: (text, { counted, own }, sensitivity) => findWithOwn(text, counted, own, thresholdsFor(sensitivity)),
  matchReworded: makeRewordedMatcher(),
  recheck: recheckTab,
  wakeUp: makeWakeUp(),
  settings: settingsIn,
  factsOf,
  styleFrame,
  showBadge: (tab, facts) => void showBadge(tab, facts),
  cardOf: async (facts) => cardOf(facts, await loadWords((await loadSettings()).language)),
  openPanel: (tab) => void openPanel(tab),
  searchWeb,
  tellTab: makeTellTab(tellTab),
  tellPages: (tab) => void tellPages('changed', { tab }),
});

/** Sends the present settings to every content script. */
async function spreadSettings(service: Service, { matching, style }: SettingsChange): Promise<void> {
  const tabs = await browser.tabs.query({});
  for (const { id, url, incognito } of tabs) {
    if (id === undefined) continue;
    const settings = await settingsIn(incognito);
    // Not waited for: Firefox restyles a page only when it has loaded, which may be never.
    for (const frame of service.markedFrames(id)) void restyleFrame(id, frame, style, styleOf(settings));
    const on = service.isForced(id) || isOnAt(settings, url);
    if (matching) await recheck(id, settings, on);
    else void tellTab({ tab: id }, 'switched', handshakeReply(settings, on));
  }
  await service.refresh();
}

/** Opens the library page with a text, its title, address and date; it is stored if the user says so there. */
async function openDraft(tab: number, text: string, published: string): Promise<void> {
  const facts = await factsOf(tab);
  if (!facts) return;
  const today = new Date().toISOString().slice(0, 10);
  const { title, url = '', inPrivate } = facts;
  await keepDraft({ title, url, text, date: published || today, author: '', tags: [], note: '', inPrivate });
  await openOwnPage('/library.html');
}

async function addSelection(tab: number, frame: number, text: string): Promise<void> {
  const { selected, published } = await pageFacts(tab, frame);
  // The menu's own text has lost its line breaks.
  await openDraft(tab, selected || text, published);
}

async function addPage(tab: number, text: string): Promise<void> {
  const { published } = await pageFacts(tab);
  await openDraft(tab, text, published);
}

async function takeToLibrary(tab: number, asked: string | null): Promise<boolean> {
  const text = asked ?? (await selectedIn(tab));
  if (text !== '') await addPage(tab, text);
  return text !== '';
}

async function checkNow(service: Service, tab: number): Promise<void> {
  if ((await service.viewTab(tab)).state === 'pdf') return openPdfCheck(tab);
  await service.force(tab);
  await tellTab({ tab }, 'switched', handshakeReply(await loadSettings(), true));
}

function serveCommands(service: Service): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.id !== undefined) void openPanel(tab.id);
    if (command === 'next-match' && tab?.id !== undefined) void service.stepIn(tab.id, 1, true);
    if (command === 'previous-match' && tab?.id !== undefined) void service.stepIn(tab.id, -1, true);
    if (command === 'toggle-marks') void changeSettings(({ paint }) => ({ paint: !paint }));
  });
}

/** The background: connects the service to the browser. All listeners are added in the first turn, as the browser requires. */
export default defineBackground({
  type: 'module',
  main() {
    void keepStoreFromContentScripts();
    const service = startService(environment(keepPacksCurrent(() => void libraryChanged())));
    serve(service.fromTab, undefined, tabDoor);
    serve(service.fromUi, undefined, ownDoor);
    serveEarlyStart(startEarly);
    serveCommands(service);
    serveMenus({
      checkPage: (tab) => void checkNow(service, tab),
      checkPdf: (tab) => void openPdfCheck(tab),
      checkText: () => void openOwnPage('/check.html'),
      addPage: (tab) => void service.pageText(tab).then((text) => addPage(tab, text)),
      addSelection: (tab, frame, text) => void addSelection(tab, frame, text),
      checkSelection: (tab, text) => {
        void openPanel(tab);
        void service.checkSelection(tab, text);
      },
    });
    watchSettings((change) => {
      void keepAskFirst();
      void spreadSettings(service, change).then(writeMenus);
    });
    browser.tabs.onRemoved.addListener((tab) => service.tabClosed(tab));
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html' as never) });
      void writeMenus();
      void keepAskFirst();
      void coverOpenTabs();
    });
    void prepareToolbar();
  },
});
