import type { Handlers, Sender } from '../messages/channel.ts';
import type { CheckPart, FromTab, HelloReply, OwnMatch } from '../messages/protocol.ts';
import { MAX_PART_LENGTH } from '../messages/protocol.ts';
import { isOnAt, type Settings, styleOf } from '../store/settings.ts';
import { siteOf } from '../store/sites.ts';
import type { CheckAsk, Checks } from './service-check.ts';
import type { TabMemory } from './service-memory.ts';
import type { Surroundings } from './service-surroundings.ts';
import { isLatest, type PagePlace, withHello, withoutPage, withPart } from './service-tabs.ts';
import type { Verdicts } from './service-verdicts.ts';
import { type Judge, markedOf, type PlacedMatch, placeMatches } from './service-view.ts';

type CheckOutcome = ReturnType<Handlers<FromTab>['check-part']>;

const REFUSED = { off: { ok: false, reason: 'off' }, long: { ok: false, reason: 'text-too-long' } } as const;

/** What a content script is told of the settings. */
export function helloReply(settings: Settings, on: boolean): HelloReply {
  return { on, style: styleOf(settings), ticks: settings.ticks };
}

function placeOf(page: string, sender: Sender): PagePlace {
  return { page, frame: sender.frame };
}

/** Answers what content scripts say. `dismiss` remembers that a match is none. */
export function tabSide(
  around: Surroundings,
  memory: TabMemory,
  verdicts: Verdicts,
  checks: Checks,
  dismiss: (tab: number, id: string) => Promise<unknown>,
): Handlers<FromTab> {
  const isOn = async (sender: Sender): Promise<boolean> => {
    await memory.ready;
    return memory.get(sender.tab!).forced || isOnAt(await around.settings(sender.inPrivate), sender.topUrl);
  };

  const judgeOf = (sender: Sender): Promise<Judge> =>
    verdicts.at(sender.topUrl === undefined ? null : siteOf(sender.topUrl), sender.inPrivate);

  const find = async (own: OwnMatch, sender: Sender): Promise<PlacedMatch | undefined> => {
    await memory.ready;
    const tab = memory.get(sender.tab!);
    const frame = tab.frames.find((known) => known.page === own.page)?.frame;
    return placeMatches(tab, await judgeOf(sender)).find(
      ({ ref, since }) =>
        ref?.frame === frame &&
        ref?.part === own.part &&
        ref.index === own.index &&
        // A page that is being read anew speaks of the matches by the number that it knows.
        since <= own.scan &&
        own.scan <= ref.scan,
    );
  };

  // After the reply: the literal marks do not wait for it. A newer scan of the part makes it void.
  const pushReworded = async (ask: CheckPart, sender: Sender, asked: CheckAsk): Promise<void> => {
    const checked = await checks.reworded(asked);
    const place = placeOf(ask.page, sender);
    if (checked.found.every(({ match }) => match.kind === 'literal')) return;
    if (!isLatest(memory.get(sender.tab!), place, ask)) return;
    memory.change(sender.tab!, (tab) => withPart(tab, place, ask, checked));
    const matches = markedOf(checked.found, await judgeOf(sender)).map(({ match }) => match);
    around.tellTab.matches(sender.tab!, sender.frame, { scan: ask.scan, part: ask.part, matches });
  };

  const checkPart = async (ask: CheckPart, sender: Sender): Promise<Awaited<CheckOutcome>> => {
    if (ask.text.length > MAX_PART_LENGTH) return REFUSED.long;
    if (!(await isOn(sender))) return REFUSED.off;
    const place = placeOf(ask.page, sender);
    memory.change(sender.tab!, (tab) => withPart(tab, place, ask, null));
    const index = await around.openIndex();
    if (!index.ok) return index;
    const { sensitivity, reworded } = await around.settings(sender.inPrivate);
    const { text, quotes = [] } = ask;
    const asked = { text, quotes, index: index.value, sensitivity };
    const checked = await checks.literal(asked);
    memory.change(sender.tab!, (tab) => withPart(tab, place, ask, checked));
    const matches = markedOf(checked.found, await judgeOf(sender)).map(({ match }) => match);
    // Begun when the reply is ready, so that the push cannot overtake it.
    if (reworded) void pushReworded(ask, sender, asked);
    return { ok: true, value: { scan: ask.scan, part: ask.part, matches } };
  };

  return {
    async hello(ask, sender) {
      const on = await isOn(sender);
      memory.change(sender.tab!, (tab) => withHello(tab, placeOf(ask.page, sender), ask.type ?? null));
      const reply = helloReply(await around.settings(sender.inPrivate), on);
      around.styleFrame(sender.tab!, sender.frame, reply.style);
      return { ok: true, value: reply };
    },
    'check-part': checkPart,
    async gone(ask, sender) {
      await memory.ready;
      memory.change(sender.tab!, (tab) => withoutPage(tab, placeOf(ask.page, sender)));
      return { ok: true, value: null };
    },
    async describe(ask, sender) {
      const match = await find(ask, sender);
      const index = await around.openIndex();
      return { ok: true, value: match && index.ok ? await around.cardOf(match, index.value) : null };
    },
    act(ask, sender) {
      // Before any waiting: the browser opens the panel only in the turn of the user's gesture.
      if (ask.act === 'panel') around.openPanel(sender.tab!);
      return find(ask, sender).then(async (match) => {
        if (!match) return { ok: false, reason: 'refused' };
        const asked = ask.act === 'panel' ? { id: match.id, time: Date.now() } : null;
        memory.change(sender.tab!, (tab) => ({ ...tab, current: match.id, asked }));
        if (ask.act === 'search') await around.searchWeb(sender.tab!, ask.text);
        if (ask.act === 'dismiss') await dismiss(sender.tab!, match.id);
        return { ok: true, value: null };
      });
    },
    async picked(ask, sender) {
      const match = await find(ask, sender);
      if (match) memory.change(sender.tab!, (tab) => ({ ...tab, current: match.id }));
      return { ok: true, value: null };
    },
  };
}
