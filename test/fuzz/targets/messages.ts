import { makeRewordedMatcher } from '../../../src/background/check/reworded.ts';
import type { Environment } from '../../../src/background/environment.ts';
import { makeIndexRegistry } from '../../../src/background/indexes/registry.ts';
import { type Service, startService } from '../../../src/background/service.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import { thresholdsFor } from '../../../src/match/sensitivity.ts';
import type { Sender } from '../../../src/messages/channel.ts';
import { ownDoor, tabDoor } from '../../../src/messages/door.ts';
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

function environment(): Environment {
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
    recheck: () => undefined,
    settings: settingsIn,
    factsOf: async (tab) => (tab < 3 ? facts : null),
    styleFrame: async () => undefined,
    showBadge: () => undefined,
    cardOf: async ({ excerpt, match }) => ({ ...card, title: excerpt, kind: match.kind }),
    openPanel: () => undefined,
    searchWeb: async () => undefined,
    tellTab: {
      show: async () => true,
      readPart: async (_tab, _frame, part) => ({ scan: 1, text: TEXTS[part % TEXTS.length]!, main: null }),
      matches: () => undefined,
      watchSelection: () => undefined,
      survey: async (_tab, _frame, page) => ({ page, ...READ }),
      lives: async () => true,
    },
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
const matchOf = (random: Random) => ({ ...tabOf(random), id: random.pick(['0.0.own:k.0', '', 'x']) });

/** For each message of our own pages a well-formed body. */
const FROM_UI: Readonly<Record<string, (random: Random) => object>> = {
  view: tabOf,
  'forget-removed-frames': tabOf,
  'survey-unread': tabOf,
  step: (random) => ({ ...tabOf(random), by: random.pick([1, -1]) }),
  show: matchOf,
  'switch-site': (random) => ({ ...tabOf(random), on: random.once(2) }),
  compare: matchOf,
  'find-original': (random) => ({ ...matchOf(random), text: random.pick(TEXTS) }),
  'search-web': (random) => ({ ...tabOf(random), text: '字' }),
  report: tabOf,
  'close-selection': tabOf,
  'check-text': (random) => ({ text: random.pick(TEXTS).slice(0, 200) }),
  dismiss: (random) => ({ ...matchOf(random), scope: random.pick(['match', 'essay', 'site']) }),
  undo: () => ({ judgement: 'match:x' }),
  unconfirm: () => ({ note: 'x' }),
  corpus: () => ({}),
  'library-changed': () => ({}),
  confirm: (random) => ({ ...matchOf(random), note: '对' }),
};

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
        const service = startService(environment());
        const bodies = { ...FROM_TAB, ...(group === 'fromUi' ? FROM_UI : {}) };
        const names = Object.keys(bodies);
        let isIn = false;
        for (let i = 0; i < 8; i++) {
          const named = random.pick(names);
          const from = named in FROM_UI ? 'fromUi' : 'fromTab';
          isIn =
            (await send(service, from, named, hostile(random, bodies[named]!(random)), senderFor(random, from))) ||
            isIn;
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

/** Messages of our own pages to the background, after pages have sent theirs. */
export const fromUi: Target = target('from-ui', 'fromUi');
