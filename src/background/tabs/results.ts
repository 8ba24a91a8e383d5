import type { PageId } from '../../messages/protocol/exchange.ts';
import type { CheckPart, PartContext, PassageContext } from '../../messages/protocol/from-tab.ts';
import type { SelectionView } from '../../report/page-view.ts';
import type { UnreadPart } from '../../report/unread.ts';
import type { Span } from '../../text/span.ts';
import type { CheckedText } from '../check/checker.ts';

/** The results of one part of a frame's text. */
export interface PartResult extends CheckedText {
  readonly scan: number;
  /** The first scan that gave the same matches: a page may name them by any number from this one on. */
  readonly since: number;
  /** Grows along the page; the numbers of parts need not. */
  readonly order: number;
  /** Spans of its text that are values of fields, in UTF-16 units. */
  readonly fields: readonly Span[];
  /** Han letters of it in the page's main text; `null` until the page has sent them, or where it cannot tell. */
  readonly mainLetters: number | null;
  /** The context of each match in `found`, in the same order; `null` until the page has sent it. */
  readonly contexts: readonly (Omit<PassageContext, 'start'> | null)[];
}

/** The results of the document in one frame. */
export interface FrameResult {
  readonly page: PageId;
  readonly frame: number;
  /** `document.contentType`; `null` where the page did not send it. */
  readonly type: string | null;
  /** By part number; `null` for parts that are being checked. */
  readonly parts: readonly (PartResult | null)[];
}

/** The results of a tab, frames in order of their numbers (the top page is 0). Plain JSON, as it is kept in session storage. */
export interface TabResult {
  readonly frames: readonly FrameResult[];
  /** Id of the match that was last shown or pointed at. */
  readonly current: string | null;
  readonly selection: SelectionView | null;
  /** The match whose source the user last requested on the page, and the time in ms since 1970. */
  readonly asked: { readonly id: string; readonly time: number } | null;
  /** Whether the user has opened the results since the top page was loaded. */
  readonly isLookedAt: boolean;
  /** What of its pages could not be read, according to their last survey. */
  readonly unread: readonly UnreadPart[];
  /** Whether it is checked on the user's request although the extension is off there; holds until the top page changes. */
  readonly forced: boolean;
}

/** A page and the number of the frame that shows it. */
export interface PagePlace {
  readonly page: PageId;
  readonly frame: number;
}

/** The results of a tab of which nothing is known. */
export const EMPTY_TAB: TabResult = {
  frames: [],
  current: null,
  selection: null,
  asked: null,
  isLookedAt: false,
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

// A top page is replaced without a message from it; its frames are gone with it.
function isNewTop(tab: TabResult, { page, frame }: PagePlace): boolean {
  return frame === 0 && tab.frames.some((each) => each.frame === 0 && each.page !== page);
}

/** The results of a tab after the handshake of a page. A new top page replaces all results of the tab. */
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
  // Equal matches keep their contexts until the page sends others.
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
  // The page does not know matches that the user ignores: their earlier contexts are kept.
  const contexts = part.found.map(({ match }, i) => byStart.get(match.page.start) ?? part.contexts[i] ?? null);
  return { ...part, mainLetters, contexts };
}

/**
 * The results of a tab after a page has sent the contexts of its matches. Contexts of parts that have been scanned again since
 * are dropped.
 */
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

/**
 * The results of a tab after a page has sent a part. Older scans of the same part change nothing.
 * @param checked the result; `null` while the part is being checked
 */
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

/** Whether the result of a part is of this very scan of this page. */
export function isLatest(
  tab: TabResult,
  { page }: PagePlace,
  { part, scan }: { readonly part: number; readonly scan: number },
): boolean {
  return tab.frames.some((frame) => frame.page === page && frame.parts[part]?.scan === scan);
}

/** The results of a tab without these pages; without its top page, none remain. */
export function withoutPages(tab: TabResult, gone: ReadonlySet<PageId>): TabResult {
  const left = tab.frames.filter(({ page }) => !gone.has(page));
  if (left.length === tab.frames.length) return tab;
  return tab.frames.some(({ page, frame }) => frame === 0 && gone.has(page)) ? EMPTY_TAB : { ...tab, frames: left };
}

/** The results of a tab without those of the selected text. */
export function withoutSelection(tab: TabResult): TabResult {
  return tab.selection ? { ...tab, selection: null } : tab;
}

/** Whether a part is still being checked. */
export function isChecking(tab: TabResult): boolean {
  return tab.frames.some((frame) => frame.parts.includes(null));
}
