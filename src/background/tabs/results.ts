import type { PageId } from '../../messages/protocol/exchange.ts';
import type { CheckPart, PartContext, PassageContext } from '../../messages/protocol/from-tab.ts';
import type { SelectionView } from '../../report/page-view.ts';
import type { UnreadPart } from '../../report/unread.ts';
import type { Span } from '../../text/span.ts';
import type { CheckedText } from '../check/checker.ts';

/** What is known of one part of a frame's text. */
export interface PartResult extends CheckedText {
  readonly scan: number;
  /** The first scan that gave these very matches: a page may speak of them by any number from here on. */
  readonly since: number;
  /** Grows along the page; parts need not be numbered so. */
  readonly order: number;
  /** Stretches of its text that are values of fields, in UTF-16 units. */
  readonly fields: readonly Span[];
  /** Han letters of it that belong to the page's main text; `null` as long as the page has not told, or where it cannot. */
  readonly mainLetters: number | null;
  /** Where each of `found` stands, in the same order; `null` for those of which the page has not told. */
  readonly contexts: readonly (Omit<PassageContext, 'start'> | null)[];
}

/** What is known of the document in one frame. */
export interface FrameResult {
  readonly page: PageId;
  readonly frame: number;
  /** `document.contentType`, where the page said it. */
  readonly type: string | null;
  /** `null`: asked for, not answered yet. */
  readonly parts: readonly (PartResult | null)[];
}

/** What is known of a tab, frames in order of their numbers (the top page is 0). Plain JSON: it survives the background. */
export interface TabResult {
  readonly frames: readonly FrameResult[];
  /** Id of the match that was last shown or pointed at. */
  readonly current: string | null;
  readonly selection: SelectionView | null;
  /** The match whose source the user last asked for on the page, and when (ms since 1970). */
  readonly asked: { readonly id: string; readonly time: number } | null;
  /** What of its pages could not be read, as they told when they were asked last. */
  readonly unread: readonly UnreadPart[];
  /** Checked because the user asked for this page, although it is off here: holds until the top page changes. */
  readonly forced: boolean;
}

/** A page and the frame that shows it. */
export interface PagePlace {
  readonly page: PageId;
  readonly frame: number;
}

/** A tab of which nothing is known. */
export const EMPTY_TAB: TabResult = {
  frames: [],
  current: null,
  selection: null,
  asked: null,
  unread: [],
  forced: false,
};

function withFrame(tab: TabResult, frame: FrameResult): TabResult {
  const others = tab.frames.filter((other) => other.page !== frame.page && other.frame !== frame.frame);
  return { ...tab, frames: [...others, frame].sort((a, b) => a.frame - b.frame) };
}

function frameOf(tab: TabResult, { page, frame }: PagePlace): FrameResult {
  return tab.frames.find((each) => each.page === page) ?? { page, frame, type: null, parts: [] };
}

// A top page is replaced without a message from it: then the frames that it had are gone too.
function isNewTop(tab: TabResult, { page, frame }: PagePlace): boolean {
  return frame === 0 && tab.frames.some((each) => each.frame === 0 && each.page !== page);
}

/** The results of a tab after the handshake of a page. A new top page takes the place of everything known of the tab. */
export function withHandshake(tab: TabResult, place: PagePlace, type: string | null): TabResult {
  const base = isNewTop(tab, place) ? EMPTY_TAB : tab;
  return withFrame(base, { ...frameOf(base, place), frame: place.frame, type });
}

function hasSameMatches(before: CheckedText, now: CheckedText): boolean {
  const { found } = now;
  return before.found.length === found.length && before.found.every(({ key }, i) => key === found[i]!.key);
}

function partOf(
  { scan, part, order = part, fields = [] }: Omit<CheckPart, 'page' | 'parts' | 'text'>,
  checked: CheckedText,
  before: PartResult | null | undefined,
): PartResult {
  // The same matches stand where they stood until the page tells otherwise.
  if (before && hasSameMatches(before, checked)) {
    return {
      ...checked,
      scan,
      since: before.since,
      order,
      fields,
      mainLetters: before.mainLetters,
      contexts: before.contexts,
    };
  }
  return { ...checked, scan, since: scan, order, fields, mainLetters: null, contexts: checked.found.map(() => null) };
}

function withContext(part: PartResult, { mainLetters, passages }: PartContext): PartResult {
  const byStart = new Map(passages.map(({ start, ...context }) => [start, context]));
  // Of matches that the user ignores the page knows nothing any more: what it told before stays.
  const contexts = part.found.map(({ match }, i) => byStart.get(match.page.start) ?? part.contexts[i] ?? null);
  return { ...part, mainLetters, contexts };
}

/** A page has told where the matches of its parts stand. What it tells of parts that have been checked anew since is dropped. */
export function withContexts(tab: TabResult, { page }: PagePlace, told: readonly PartContext[]): TabResult {
  const frame = tab.frames.find((each) => each.page === page);
  if (!frame) return tab;
  const byPart = new Map(told.map((context) => [context.part, context]));
  const parts = frame.parts.map((part, i) => {
    const context = byPart.get(i);
    return part && context?.scan === part.scan ? withContext(part, context) : part;
  });
  return withFrame(tab, { ...frame, parts });
}

/** A page has sent a part: `checked` is `null` while it is being looked at. Older scans of the same part change nothing. */
export function withPart(
  tab: TabResult,
  place: PagePlace,
  ask: Omit<CheckPart, 'page' | 'text'>,
  checked: CheckedText | null,
): TabResult {
  const frame = frameOf(tab, place);
  const before = frame.parts[ask.part];
  if (before && before.scan > ask.scan) return tab;
  const parts = Array.from({ length: ask.parts }, (_, i) => frame.parts[i] ?? null);
  if (checked && ask.part < ask.parts) parts[ask.part] = partOf(ask, checked, before);
  return withFrame(tab, { ...frame, frame: place.frame, parts });
}

/** Whether what is known of a part is of this very scan of this page. */
export function isLatest(
  tab: TabResult,
  { page }: PagePlace,
  { part, scan }: { readonly part: number; readonly scan: number },
): boolean {
  return tab.frames.some((frame) => frame.page === page && frame.parts[part]?.scan === scan);
}

/** The results of a tab without these pages; without its top page none are left. */
export function withoutPages(tab: TabResult, gone: ReadonlySet<PageId>): TabResult {
  const left = tab.frames.filter(({ page }) => !gone.has(page));
  if (left.length === tab.frames.length) return tab;
  return tab.frames.some(({ page, frame }) => frame === 0 && gone.has(page)) ? EMPTY_TAB : { ...tab, frames: left };
}

/** The results of a tab without what checking the selected text gave. */
export function withoutSelection(tab: TabResult): TabResult {
  return tab.selection ? { ...tab, selection: null } : tab;
}

/** Whether some part still waits for its answer. */
export function isChecking(tab: TabResult): boolean {
  return tab.frames.some((frame) => frame.parts.includes(null));
}
