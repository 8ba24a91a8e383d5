import { makeRewordedMatcher } from '../../../src/background/check/reworded.ts';
import type { Environment } from '../../../src/background/environment.ts';
import { makeIndexRegistry } from '../../../src/background/indexes/registry.ts';
import { type Service, startService } from '../../../src/background/service.ts';
import { makeTellTab, type SendToTab } from '../../../src/background/tell-tab.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import { thresholdsFor } from '../../../src/match/sensitivity.ts';
import type { Sender } from '../../../src/messages/channel.ts';
import { ownDoor, pageDoor, tabDoor } from '../../../src/messages/door.ts';
import { clearJudgements } from '../../../src/store/judgements.ts';
import { settingsIn } from '../../../src/store/settings.ts';
import { OWN_ESSAYS, ownIndex } from '../../own-essays.ts';
import { fakeBrowser } from '../extension-api.ts';
import { mutatedJson } from '../mutate.ts';
import type { Random } from '../random.ts';
import { must, type Target } from '../target.ts';

const TEXTS = Object.values(OWN_ESSAYS);
const PAGES = ['top', 'inner', 'other'];

/** Most UTF-16 units of JSON that a tab's results may come to with so few essays. */
const MOST_RESULT = 4_000_000;

const READ = { frames: 0, isLarge: true, pdfs: 0, canvases: 0, pictures: 0, hasOwnFont: false };

/** For each message to a content script a well-formed reply. */
const REPLIES: Readonly<Record<string, (random: Random, ask: { readonly part?: number }) => unknown>> = {
  'show-match': (random) => random.once(2),
  'read-part': (random, { part = 0 }) => {
    const text = TEXTS[part % TEXTS.length]!;
    return { scan: random.below(4), text, main: random.once(2) ? null : [{ start: 0, end: text.length }] };
  },
  who: (random) => random.pick(PAGES),
  'survey-unread': (random) => ({ page: random.pick(PAGES), ...READ, pictures: random.below(9) }),
};

/** Content scripts that reply what they like. */
function repliesOf(random: Random): SendToTab {
  return async (_place, name, ask) => {
    const value = REPLIES[name]?.(random, ask as object) ?? null;
    const outcome = { ok: true, value: random.once(3) ? mutatedJson(random, value) : value };
    return (random.once(9) ? mutatedJson(random, outcome) : outcome) as never;
  };
}

function environment(random: Random): Environment {
  const index = ownIndex();
  const own = {
    name: index.name,
    isOn: async () => true,
    open: async () => ({ ok: true, value: [{ index, collection: '', own: false }] }) as const,
  };
  const indexes = makeIndexRegistry([own]);
  const facts = { url: 'https://example.com/a', title: '题', inPrivate: false, access: true, filesShut: false };
  const card = { language: 'zh-CN', lines: [], buttons: [], close: '', judged: { dismiss: '', confirm: '', undo: '' } };
  return {
    openIndexes: indexes.open,
    openReadyIndexes: indexes.openReady,
    textOf: async () => null,
    libraryChanged: async () => undefined,
    takeToLibrary: async () => true,
    updatePacks: () => undefined,
    matchLiterally: (text, { all }, sensitivity) => findMatches(text, all, thresholdsFor(sensitivity)),
    matchReworded: makeRewordedMatcher(),
    recheck: async () => undefined,
    wakeUp: async () => undefined,
    settings: settingsIn,
    factsOf: async (tab) => (tab < 3 ? facts : null),
    styleFrame: () => undefined,
    showBadge: () => undefined,
    cardOf: async ({ excerpt, match }) => ({ ...card, title: excerpt, kind: match.kind }),
    openPanel: () => undefined,
    searchWeb: async () => undefined,
    tellTab: makeTellTab(repliesOf(random)),
    tellPages: () => undefined,
  };
}

const ownMatch = (random: Random) => ({
  page: random.pick(PAGES),
  scan: random.below(4),
  part: random.below(3),
  index: random.below(4),
});

/** For each message of a content script a well-formed body. */
const FROM_TAB: Readonly<Record<string, (random: Random) => object>> = {
  handshake: (random) => ({ page: random.pick(PAGES), type: 'text/html' }),
  'check-part': (random) => ({
    page: random.pick(PAGES),
    scan: random.below(4),
    part: random.below(3),
    parts: 1 + random.below(3),
    text: random.pick(TEXTS).slice(0, 40 + random.below(200)),
    ...(random.once(2) ? { handshake: { type: 'text/html' } } : {}),
  }),
  'passage-contexts': (random) => ({
    page: random.pick(PAGES),
    parts: [
      {
        part: random.below(3),
        scan: random.below(4),
        mainLetters: 3,
        passages: [{ start: 0, heading: '题', isMain: true }],
      },
    ],
  }),
  gone: (random) => ({ page: random.pick(PAGES) }),
  unselected: (random) => ({ page: random.pick(PAGES) }),
  describe: ownMatch,
  act: (random) => ({
    ...ownMatch(random),
    act: random.pick(['panel', 'dismiss', 'confirm', 'undo', 'search', 'next', 'previous']),
  }),
  picked: ownMatch,
};

const tabOf = (random: Random) => ({ tab: random.below(4) });

/** A match that a tab has, or an id that none has. */
function matchOf(random: Random, shown: readonly ShownMatch[]): ShownMatch {
  return shown.length > 0 && !random.once(4)
    ? random.pick(shown)
    : { ...tabOf(random), id: random.pick(['0.0.0.0', '', 'x']) };
}

/** For each message of our own pages a well-formed body. */
const FROM_UI: Readonly<Record<string, (random: Random, shown: readonly ShownMatch[]) => object>> = {
  view: tabOf,
  'forget-removed-frames': tabOf,
  'survey-unread': tabOf,
  step: (random) => ({ ...tabOf(random), by: random.pick([1, -1]) }),
  show: matchOf,
  'switch-site': (random) => ({ ...tabOf(random), on: random.once(2) }),
  compare: matchOf,
  'find-original': (random, shown) => ({ ...matchOf(random, shown), text: random.pick(TEXTS) }),
  'search-web': (random) => ({ ...tabOf(random), text: '字' }),
  report: tabOf,
  'close-selection': tabOf,
  'check-text': (random) => ({ text: random.pick(TEXTS).slice(0, 200) }),
  dismiss: (random, shown) => ({ ...matchOf(random, shown), scope: random.pick(['match', 'essay', 'site']) }),
  undo: () => ({ judgement: 'match:x' }),
  unconfirm: () => ({ note: 'x' }),
  corpus: () => ({}),
  'library-changed': () => ({}),
  'judgements-changed': () => ({}),
  'clear-judgements': () => ({}),
  'add-to-library': (random) => ({ ...tabOf(random), what: random.pick(['page', 'selection']) }),
  'update-packs': (random) => ({ address: random.pick([null, 'https://example.com/p']) }),
  confirm: (random, shown) => ({ ...matchOf(random, shown), note: '对' }),
};

/** The names of matches that our pages show. */
interface ShownMatch {
  readonly tab: number;
  readonly id: string;
}

async function shownBy(service: Service): Promise<ShownMatch[]> {
  const views = await Promise.all([0, 1, 2].map((tab) => service.viewTab(tab)));
  return views.flatMap(({ matches }, tab) => matches.map(({ id }) => ({ tab, id })));
}

type Group = 'fromTab' | 'fromUi';

function hostile(random: Random, ask: object): unknown {
  let value: unknown = ask;
  for (let i = random.below(3); i > 0; i--) value = mutatedJson(random, value);
  return value;
}

/** Sends a message through its door. What passes has to be answered with an outcome that can be sent. */
async function send(service: Service, group: Group, name: string, ask: unknown, sender: Sender): Promise<boolean> {
  const door = group === 'fromTab' ? tabDoor : ownDoor;
  if (!door(name, ask, sender)) return false;
  const handler = service[group][name as never] as (ask: unknown, sender: Sender) => Promise<{ readonly ok: boolean }>;
  const outcome = await handler(ask, sender);
  must(typeof outcome.ok === 'boolean', `${name} is answered`);
  JSON.stringify(outcome);
  return true;
}

function senderFor(random: Random, group: Group): Sender {
  const url = random.pick(['https://example.com/a', 'file:///a.html', 'about:blank', undefined]);
  if (group === 'fromUi') return { tab: undefined, frame: 0, url, topUrl: undefined, inPrivate: false, own: true };
  return { tab: random.below(3), frame: random.below(3), url, topUrl: url, inPrivate: random.once(5), own: false };
}

/** Runs of messages through the door to one background, in which hostile and well-formed ones alternate. */
function target(name: string, group: Group): Target {
  return {
    name,
    limit: 2_000,
    async open() {
      return async (random) => {
        fakeBrowser.reset();
        await clearJudgements();
        const service = startService(environment(random));
        let isIn = false;
        for (let i = 0; i < 8; i++) {
          // The first ones make matches that later ones are about.
          const from = i < 2 || group === 'fromTab' || random.once(3) ? 'fromTab' : 'fromUi';
          const bodies = from === 'fromTab' ? FROM_TAB : FROM_UI;
          const name = i < 2 ? 'check-part' : random.pick(Object.keys(bodies));
          const body = bodies[name]!(random, from === 'fromUi' ? await shownBy(service) : []);
          const ask = i < 2 ? body : hostile(random, body);
          isIn = (await send(service, from, name, ask, senderFor(random, from))) || isIn;
        }
        for (let tab = 0; tab < 3; tab++) {
          const view = await service.viewTab(tab);
          must(JSON.stringify(view).length < MOST_RESULT, 'the results of a tab stay small');
        }
        return isIn;
      };
    },
  };
}

/** Messages of content scripts to the background. */
export const fromTab: Target = target('from-tab', 'fromTab');

/** Messages to our own pages: those of the background alone get in, and only as they should be. */
export const toUi: Target = {
  name: 'to-ui',
  limit: 100,
  async open() {
    return (random) => {
      const name = random.pick(['changed', 'packs', 'view', 'toString', '__proto__', '']);
      const ask = hostile(random, name === 'packs' ? {} : { tab: random.below(4) });
      const sender = { ...senderFor(random, random.pick(['fromTab', 'fromUi'])), own: random.once(2) };
      if (!pageDoor(name, ask, sender)) return false;
      must(sender.own && sender.tab === undefined, 'it comes from the background');
      must(
        name === 'packs' || (name === 'changed' && Number.isSafeInteger((ask as { tab: number }).tab)),
        'it is one of the messages',
      );
      return true;
    };
  },
};

/** Messages of our own pages to the background, after pages have sent theirs. */
export const fromUi: Target = target('from-ui', 'fromUi');
