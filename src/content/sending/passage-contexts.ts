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
 * The context of matches on the page: their heading, and whether they are in the main text. It is determined only when something
 * was found on the page, and after the marks were painted.
 */

/**
 * Ms without an answer after which contexts are determined; the marks of all answers are painted first. Only panel and popup show
 * contexts, so a page that is still loading, or scrolled on, is left in peace.
 */
const REST_MS = 1_000;

/** Ms from the first of these answers after which contexts are determined though more answers come. */
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
  /** Call when a part was answered. Nothing is done until a part was answered with matches. */
  answered(part: Part): void;
  /**
   * The stretches of a part's text, as it was sent, that belong to the main text, in UTF-16 units, ascending and disjoint; `null`
   * if the main text is not known.
   */
  mainSpansOf(sent: Sent): Span[] | null;
}

type PageFlow = Sent['page']['flows'][number];

function elementOf({ nodes, field }: PageFlow): Element | undefined {
  return field ?? (nodes[0] && parentOf(nodes[0]));
}

// Flows are immutable.
const lettersByFlow = new WeakMap<PageFlow, number>();

function lettersOf(flow: PageFlow): number {
  const known = lettersByFlow.get(flow);
  if (known !== undefined) return known;
  const letters = hanCount(flow.text);
  lettersByFlow.set(flow, letters);
  return letters;
}

function* textsOf(parts: Parts): Generator<TextInElement> {
  for (const part of parts.all) {
    for (const { flow } of entriesOf(part)) {
      const element = elementOf(flow);
      if (element) yield { element, letters: lettersOf(flow) };
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
  return page.flows.reduce((sum, flow) => sum + (isMain(flow, main) ? lettersOf(flow) : 0), 0);
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

/** Starts to track the contexts of matches, until the signal aborts. */
export function followPassageContexts({ parts, tell }: ContextTools, signal: AbortSignal): PassageContexts {
  const told = new Map<number, string>();
  let main: MainText | undefined;
  let hasMatches = false;
  let isDue = false;
  let isRunning = false;

  const untilAtRest = async () => {
    const latest = performance.now() + LONGEST_WAIT_MS;
    while (isDue && performance.now() < latest) {
      isDue = false;
      await pause(REST_MS);
    }
  };

  const isNews = (context: PartContext) => {
    const said = JSON.stringify(context);
    if (told.get(context.part) === said) return false;
    told.set(context.part, said);
    return true;
  };
  const work = function* () {
    main = yield* findMainText(textsOf(parts));
    return yield* contextsOf(parts, main);
  };
  const run = async () => {
    isRunning = true;
    try {
      while (isDue && !signal.aborted) {
        await untilAtRest();
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

  return {
    answered(part) {
      hasMatches ||= part.matches.length > 0;
      if (!hasMatches) return;
      isDue = true;
      if (!isRunning) void run();
    },
    mainSpansOf({ page }) {
      const known = main;
      if (!known) return null;
      return page.flows.flatMap((flow, i) => {
        const start = page.starts[i]!;
        return isMain(flow, known) ? [{ start, end: start + flow.text.length }] : [];
      });
    },
  };
}
