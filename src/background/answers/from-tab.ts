import type { Handlers, Sender } from '../../messages/channel.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import type {
  Act,
  CheckPart,
  FromTab,
  HandshakeAsk,
  HandshakeReply,
  MarkedMatch,
  OwnMatch,
} from '../../messages/protocol/from-tab.ts';
import type { MatchCard } from '../../report/match-card.ts';
import { isOnAt, type Settings, styleOf } from '../../store/settings.ts';
import type { CheckAsk, CheckedText, Checks } from '../check/checker.ts';
import type { CardGrants } from '../tabs/card-grants.ts';
import type { GivenStyles } from '../tabs/given-styles.ts';
import {
  isLatest,
  type PagePlace,
  withContexts,
  withHandshake,
  withoutPages,
  withoutSelection,
  withPart,
} from '../tabs/results.ts';
import type { UnfinishedChecks } from '../tabs/unfinished-checks.ts';
import { type PlacedMatch, placeMatches, type VerdictOf } from '../views/match-views.ts';
import { type ViewTools, verdictsFor } from '../views/page-view.ts';
import type { JudgementAnswers } from './judgements.ts';
import { markedIn, sendMatches, sourcesOf } from './marked.ts';
import { limited, makeRate } from './tab-limits.ts';

type CheckOutcome = ReturnType<Handlers<FromTab>['check-part']>;

const DONE = { ok: true, value: null } as const;

const REFUSED = {
  off: { ok: false, reason: 'off' },
  long: { ok: false, reason: 'text-too-long' },
  act: { ok: false, reason: 'refused' },
} as const;

/**
 * The reply to a handshake: the part of the settings that a content script needs.
 * @param on whether its page is checked
 */
export function handshakeReply(settings: Settings, on: boolean): HandshakeReply {
  return { on, style: styleOf(settings), paint: settings.paint, ticks: settings.ticks && settings.paint };
}

function placeOf(page: string, sender: Sender): PagePlace {
  return { page, frame: sender.frame };
}

/** Dependencies of the handlers. */
export interface TabAnswerTools extends ViewTools {
  readonly checks: Checks;
  readonly grants: CardGrants;
  readonly unfinished: UnfinishedChecks;
  readonly styles: GivenStyles;
  /** The judgements that a user can give in a popover. */
  readonly judging: Pick<JudgementAnswers, 'dismissMatch' | 'confirmMatch' | 'undoLast'>;
  /** Shows the match after (1) or before (−1) the current one, and opens its popover. */
  readonly step: (tab: number, by: 1 | -1) => Promise<unknown>;
}

async function isOn({ environment, memory }: TabAnswerTools, sender: Sender): Promise<boolean> {
  await memory.ready;
  return memory.get(sender.tab!).forced || isOnAt(await environment.settings(sender.inPrivate), sender.topUrl);
}

function verdictsForSender({ verdicts }: TabAnswerTools, { topUrl, inPrivate }: Sender): Promise<VerdictOf> {
  return verdictsFor(verdicts, { url: topUrl, inPrivate });
}

async function find(tools: TabAnswerTools, own: OwnMatch, sender: Sender): Promise<PlacedMatch | undefined> {
  await tools.memory.ready;
  const tab = tools.memory.get(sender.tab!);
  const frame = tab.frames.find((each) => each.page === own.page)?.frame;
  return placeMatches(tab, await verdictsForSender(tools, sender)).find(
    ({ ref, since }) =>
      ref?.frame === frame &&
      ref?.part === own.part &&
      ref.index === own.index &&
      // While a page is read again, it still names its matches by an earlier scan.
      since <= own.scan &&
      own.scan <= ref.scan,
  );
}

/** Stores the result of checking a part. Returns the matches to be marked. */
async function keep(
  tools: TabAnswerTools,
  ask: CheckPart,
  sender: Sender,
  checked: CheckedText,
): Promise<MarkedMatch[]> {
  const tab = sender.tab!;
  const where = { url: sender.topUrl, inPrivate: sender.inPrivate };
  const settings = await tools.environment.settings(sender.inPrivate);
  const before = await sourcesOf(tools, tab, where, settings);
  tools.memory.change(tab, (known) => withPart(known, placeOf(ask.page, sender), ask, checked));
  if (before.length > 0) {
    const now = await sourcesOf(tools, tab, where, settings);
    if (before.join() !== now.join()) await sendMatches(tools, tab, where, ask);
  }
  const marked = (await markedIn(tools, tab, where, settings))(checked.found);
  // Just before the matches, so that the page renders both in one frame. It is not awaited: a mark without style looks like the text
  // around it.
  if (checked.found.length > 0) tools.styles.give(tab, placeOf(ask.page, sender), styleOf(settings));
  return marked;
}

async function push(tools: TabAnswerTools, ask: CheckPart, sender: Sender, checked: CheckedText): Promise<void> {
  const matches = await keep(tools, ask, sender, checked);
  tools.environment.tellTab.matches(sender.tab!, sender.frame, { scan: ask.scan, part: ask.part, matches });
}

type IsWanted = () => boolean;

async function pushReworded(
  tools: TabAnswerTools,
  ask: CheckPart,
  sender: Sender,
  asked: CheckAsk,
  isWanted: IsWanted,
): Promise<void> {
  const checked = await tools.checks.reworded(asked, { tab: sender.tab!, isWanted });
  if (!checked || checked.found.every(({ match }) => match.kind === 'literal') || !isWanted()) return;
  await push(tools, ask, sender, checked);
}

/** Pushes the matches of indexes that were not ready for the reply. Returns what was asked, with all indexes. */
async function pushLate(
  tools: TabAnswerTools,
  ask: CheckPart,
  sender: Sender,
  asked: CheckAsk,
  isWanted: IsWanted,
): Promise<CheckAsk> {
  const indexes = await tools.environment.openIndexes();
  if (!indexes.ok || indexes.value.version === asked.indexes.version) return asked;
  const all = { ...asked, indexes: indexes.value };
  const checked = await tools.checks.literal(all);
  if (checked.found.length > 0 && isWanted()) await push(tools, ask, sender, checked);
  return all;
}

// Runs after the reply, so that it does not delay the first literal marks. Its results are dropped if the part was scanned again
// meanwhile.
async function pushRest(
  tools: TabAnswerTools,
  ask: CheckPart,
  sender: Sender,
  asked: CheckAsk,
  reworded: boolean,
): Promise<void> {
  const isWanted = () => isLatest(tools.memory.get(sender.tab!), placeOf(ask.page, sender), ask);
  const all = await pushLate(tools, ask, sender, asked, isWanted);
  if (reworded) await pushReworded(tools, ask, sender, all, isWanted);
}

async function answerHandshake(tools: TabAnswerTools, ask: HandshakeAsk, sender: Sender): Promise<HandshakeReply> {
  const { environment, memory } = tools;
  await memory.ready;
  // Before `isOn`: a request to check the previous page although the extension is off does not hold for this one.
  memory.change(sender.tab!, (tab) => withHandshake(tab, placeOf(ask.page, sender), ask.type ?? null));
  const on = await isOn(tools, sender);
  const reply = handshakeReply(await environment.settings(sender.inPrivate), on);
  return { ...reply, isLookedAt: memory.get(sender.tab!).isLookedAt };
}

async function checkPart(tools: TabAnswerTools, ask: CheckPart, sender: Sender): Promise<Awaited<CheckOutcome>> {
  const { environment, memory, checks } = tools;
  if (ask.text.length > MAX_PART_LENGTH) return REFUSED.long;
  const handshake = ask.handshake && (await answerHandshake(tools, { page: ask.page, ...ask.handshake }, sender));
  if (!(handshake ? handshake.on : await isOn(tools, sender))) return REFUSED.off;
  memory.change(sender.tab!, (tab) => withPart(tab, placeOf(ask.page, sender), ask, null));
  const indexes = await environment.openReadyIndexes();
  if (!indexes.ok) return indexes;
  const { sensitivity, reworded } = await environment.settings(sender.inPrivate);
  const asked = { text: ask.text, quotes: ask.quotes ?? [], indexes: indexes.value, sensitivity };
  const matches = await tools.unfinished.during(
    sender.tab!,
    async () => keep(tools, ask, sender, await checks.literal(asked)),
    () => pushRest(tools, ask, sender, asked, reworded),
  );
  return { ok: true, value: { scan: ask.scan, part: ask.part, matches, ...(handshake && { handshake }) } };
}

async function describe(tools: TabAnswerTools, own: OwnMatch, sender: Sender): Promise<MatchCard | null> {
  const match = await find(tools, own, sender);
  const indexes = await tools.environment.openIndexes();
  if (!match || !indexes.ok) return null;
  const ref = match.found.match.best.essay;
  const essay = indexes.value.essay(ref);
  if (!essay) return null;
  const { found, verdict } = match;
  await tools.grants.grant(sender.tab!, match.id);
  return tools.environment.cardOf({
    match: found.match,
    excerpt: found.excerpt,
    essay: { ...essay, collection: indexes.value.collectionOf(ref) },
    isOwn: found.own,
    isConfirmed: verdict.note !== null,
  });
}

/** What of an act opens a tab or window, and so is seen outside of the page. */
const OPENING: readonly Act['act'][] = ['panel', 'search'];

/** Acts that need no more than the match: they change nothing but what is shown. */
const SHOWING: readonly Act['act'][] = ['panel', 'next', 'previous'];

/** Does what a button of a popover is for. The words of a search are those of the match, not of the page that asks for it. */
async function perform(tools: TabAnswerTools, tab: number, act: Act['act'], { id, found }: PlacedMatch): Promise<void> {
  const { environment, judging } = tools;
  if (act === 'search') await environment.searchWeb(tab, found.excerpt);
  if (act === 'dismiss') await judging.dismissMatch(tab, id);
  if (act === 'confirm') await judging.confirmMatch(tab, id);
  if (act === 'next' || act === 'previous') await tools.step(tab, act === 'next' ? 1 : -1);
}

type MayOpen = (tab: number) => boolean;

async function act(tools: TabAnswerTools, mayOpen: MayOpen, ask: Act, sender: Sender): Promise<boolean> {
  const { environment, memory, judging, grants } = tools;
  const tab = sender.tab!;
  if (OPENING.includes(ask.act) && !mayOpen(tab)) return false;
  // Before any `await`: browsers open the panel only in the turn of the user's gesture.
  if (ask.act === 'panel') environment.openPanel(tab);
  if (ask.act === 'undo') return judging.undoLast(tab);
  const match = await find(tools, ask, sender);
  if (!match || !(SHOWING.includes(ask.act) || (await grants.use(tab, match.id)))) return false;
  const asked = ask.act === 'panel' ? { id: match.id, time: Date.now() } : null;
  memory.change(tab, (before) => ({ ...before, current: match.id, asked }));
  await perform(tools, tab, ask.act, match);
  return true;
}

/** Tabs that a page's popover may open at once, and in a second: a user presses no faster. */
const OPENED = { burst: 4, perSecond: 0.5 };

/** Cards that a page's popover may show at once, and in a second. */
const CARDS = { burst: 30, perSecond: 3 };

/** Makes the handlers of messages from content scripts. */
export function answerTabs(tools: TabAnswerTools): Handlers<FromTab> {
  const { memory } = tools;
  const mayOpen = makeRate(OPENED.burst, OPENED.perSecond);
  const mayShow = makeRate(CARDS.burst, CARDS.perSecond);
  return limited({
    handshake: async (ask, sender) => ({ ok: true, value: await answerHandshake(tools, ask, sender) }),
    'check-part': (ask, sender) => checkPart(tools, ask, sender),
    async 'passage-contexts'(ask, sender) {
      await memory.ready;
      memory.change(sender.tab!, (tab) => withContexts(tab, placeOf(ask.page, sender), ask.parts));
      return DONE;
    },
    async gone(ask, sender) {
      await memory.ready;
      memory.change(sender.tab!, (tab) => withoutPages(tab, new Set([ask.page])));
      return DONE;
    },
    async unselected(_, sender) {
      await memory.ready;
      memory.change(sender.tab!, withoutSelection);
      return DONE;
    },
    describe: async (ask, sender) => ({
      ok: true,
      value: mayShow(sender.tab!) ? await describe(tools, ask, sender) : null,
    }),
    act: async (ask, sender) => ((await act(tools, mayOpen, ask, sender)) ? DONE : REFUSED.act),
    async picked(ask, sender) {
      const match = await find(tools, ask, sender);
      if (match) memory.change(sender.tab!, (tab) => ({ ...tab, current: match.id }));
      return DONE;
    },
  });
}
