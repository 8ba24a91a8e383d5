import type { PartContext, PassageContext } from '../../messages/protocol/from-tab.ts';
import { indexAt } from '../../page/flow.ts';
import { type HeadingBefore, makeHeadingFinder } from '../../page/headings.ts';
import { flowsOf } from '../../page/locate.ts';
import { findMainText, type MainText, type TextInElement } from '../../page/main-text.ts';
import { parentOf } from '../../page/tree.ts';
import { hanCount } from '../../text/han.ts';
import type { Span } from '../../text/span.ts';
import { idle, inSlices, pause, SHARE_OF_TIME } from '../scheduling.ts';
import { entriesOf, type Part, type Parts, type Sent } from './parts.ts';

/*
 * The context of matches on the page: their heading, and whether they are in the main text. Only panel, popup and reports show it, so it
 * is determined when the user opens the results of a page on which something was found, and from then on after each change.
 */

/** Ms without an answer after which contexts are determined: a page that is still loading, or scrolled on, is left in peace. */
const REST_MS = 1_000;

/** Ms after which contexts are determined though answers keep coming. */
const LONGEST_WAIT_MS = 3_000;

/**
 * Most matches of a page whose context is sent. A longer list is not read heading by heading. With more matches no main letters
 * are sent either, as they would cover the first parts only.
 */
const MOST_MATCHES = 2_000;

/** Dependencies of the tracking of contexts. */
export interface ContextTools {
  readonly parts: Parts;
  /** Sends contexts to the background; called only with those that have changed since they were sent last. */
  tell(parts: readonly PartContext[]): void;
}

/** Tracks the contexts of the page's matches. */
export interface PassageContexts {
  /** Call when the user looks at the results: from now on contexts are told. */
  follow(): void;
  /** Call when a part was answered. */
  answered(part: Part): void;
  /**
   * Resolves with the stretches of a part's text, as it was sent, that belong to the main text, in UTF-16 units, ascending and disjoint;
   * with `null` where nothing was found, as the main text is not searched then.
   */
  mainSpansOf(sent: Sent): Promise<Span[] | null>;
}

type PageFlow = Sent['page']['flows'][number];

function elementOf({ nodes, field }: PageFlow): Element | undefined {
  return field ?? (nodes[0] && parentOf(nodes[0]));
}

function* textsOf(parts: Parts): Generator<TextInElement> {
  for (const part of parts.all) {
    for (const { flow } of entriesOf(part)) {
      const element = elementOf(flow);
      if (element) yield { element, letters: hanCount(flow.text) };
    }
  }
}

function isMain(flow: PageFlow, main: MainText): boolean {
  const element = elementOf(flow);
  return element !== undefined && main.includes(element);
}

function passagesOf({ matches }: Part, { page }: Sent, main: MainText, headingBefore: HeadingBefore): PassageContext[] {
  return matches.flatMap((match) => {
    const first = flowsOf(page, match.page)[0];
    if (!first) return [];
    const { flow, span } = first;
    const place = flow.field ?? flow.nodes[indexAt(flow.starts, span.start)];
    return place ? [{ start: match.page.start, heading: headingBefore(place), isMain: isMain(flow, main) }] : [];
  });
}

function mainLettersOf({ page }: Sent, main: MainText): number {
  return page.flows.reduce((sum, flow) => sum + (isMain(flow, main) ? hanCount(flow.text) : 0), 0);
}

// Yields between parts.
function* contextsOf(parts: Parts, main: MainText): Generator<undefined, PartContext[]> {
  const headingBefore = makeHeadingFinder();
  const contexts: PartContext[] = [];
  const all = parts.all.reduce((sum, part) => sum + part.matches.length, 0);
  let matches = 0;
  for (const part of parts.all) {
    const { number, answered } = part;
    matches += part.matches.length;
    if (!answered || answered.sent !== part.sent) continue;
    const { sent } = answered;
    const passages = matches > MOST_MATCHES ? [] : passagesOf(part, sent, main, headingBefore);
    const mainLetters = all > MOST_MATCHES ? null : mainLettersOf(sent, main);
    contexts.push({ part: number, scan: sent.scan, mainLetters, passages });
    yield;
  }
  return contexts;
}

/** Waits until a time that may still move, in ms of `performance.now()`, but no longer than `LONGEST_WAIT_MS`. */
async function untilAtRest(atRest: () => number): Promise<void> {
  const latest = performance.now() + LONGEST_WAIT_MS;
  const msLeft = () => Math.min(atRest(), latest) - performance.now();
  for (let ms = msLeft(); ms > 0; ms = msLeft()) await pause(ms);
}

function mainSpans({ page }: Sent, main: MainText): Span[] {
  return page.flows.flatMap((flow, i) => {
    const start = page.starts[i]!;
    return isMain(flow, main) ? [{ start, end: start + flow.text.length }] : [];
  });
}

/** Makes a filter for contexts that differ from those of the same part that it let through last. */
function makeNewsFilter(): (context: PartContext) => boolean {
  const told = new Map<number, string>();
  return (context) => {
    const said = JSON.stringify(context);
    if (told.get(context.part) === said) return false;
    told.set(context.part, said);
    return true;
  };
}

/** Starts to track the contexts of matches, until the signal aborts. */
export function followPassageContexts({ parts, tell }: ContextTools, signal: AbortSignal): PassageContexts {
  const isNews = makeNewsFilter();
  /** The main text as of the last answer; `undefined` where it was not searched since. */
  let main: MainText | undefined;
  let lastAnswer = Number.NEGATIVE_INFINITY;
  let hasMatches = false;
  let isFollowed = false;
  let isDue = false;
  let isRunning = false;

  const atRest = () => lastAnswer + REST_MS;

  const work = function* () {
    main = yield* findMainText(textsOf(parts));
    return yield* contextsOf(parts, main);
  };
  const run = async () => {
    isRunning = true;
    try {
      while (isDue && !signal.aborted) {
        await untilAtRest(atRest);
        await idle();
        isDue = false;
        const worked = { ms: 0 };
        const contexts = await inSlices(work(), signal, { worked });
        const news = contexts?.filter(isNews) ?? [];
        if (news.length > 0) tell(news);
        await pause(worked.ms * SHARE_OF_TIME);
      }
    } finally {
      isRunning = false;
    }
  };
  const runWhereDue = () => {
    if (isFollowed && isDue && !isRunning) void run();
  };

  return {
    follow() {
      isFollowed = true;
      runWhereDue();
    },
    answered(part) {
      hasMatches ||= part.matches.length > 0;
      if (!hasMatches) return;
      main = undefined;
      lastAnswer = performance.now();
      isDue = true;
      runWhereDue();
    },
    async mainSpansOf(sent) {
      if (!hasMatches) return null;
      main ??= await inSlices(findMainText(textsOf(parts)), signal);
      return main ? mainSpans(sent, main) : null;
    },
  };
}
