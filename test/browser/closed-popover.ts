import type { CDPSession, Page } from 'playwright-core';
import { chromiumPage } from './chromium.ts';
import { pastTimers, until } from './marks.ts';

interface DomNode {
  readonly nodeId: number;
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

function* walk(node: DomNode): Generator<DomNode> {
  yield node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) yield* walk(child);
}

/** The open popover of a page. Its shadow root is closed, so it is read by the debugger. */
export interface PopoverUnderTest {
  readonly html: string;
  /** Waits until presses are obeyed; returns the middle of the button with this label, in CSS pixels of the viewport. */
  at(label: string): Promise<{ x: number; y: number }>;
}

async function sectionOf(session: CDPSession): Promise<DomNode | undefined> {
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const host = [...walk(root)].find(
    ({ attributes = [] }) => attributes[attributes.indexOf('popover') + 1] === 'manual',
  );
  return host && [...walk(host)].find(({ nodeName }) => nodeName === 'SECTION');
}

async function middleOf(session: CDPSession, label: string): Promise<{ x: number; y: number } | null> {
  const section = await sectionOf(session);
  for (const node of section ? walk(section) : []) {
    if (node.nodeName !== 'BUTTON') continue;
    const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId: node.nodeId });
    if (!outerHTML.includes(label)) continue;
    const { model } = await session.send('DOM.getBoxModel', { nodeId: node.nodeId });
    const [x1, y1, , , x2, y2] = model.border as unknown as [number, number, number, number, number, number];
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }
  return null;
}

/** The popover has to have stood still for 250 ms before a button of it is obeyed. */
const STOOD_MS = 300;

/** How often the browser tells what covers an element, in ms: the least that it allows, to the popover as to us. */
const COVER_MS = 100;

/** Two observers of one element are told in the same frame or `COVER_MS` apart: what one hears twice, the other has heard. */
const LOOKS = 2;

/**
 * Waits until the browser has told, and has told the popover, whether something lies over the popover as it should be.
 * @throws Error after 5 s, or where no popover is open
 */
export function untilCovered(page: Page, isCovered = true): Promise<void> {
  return page.evaluate(
    async ({ wanted, delay, looks }) => {
      const host = document.querySelector('[popover=manual]:popover-open:not(#cover)');
      if (!host) throw new Error('No popover is open.');
      const look = () =>
        new Promise<boolean>((done) => {
          const tell = ([entry]: readonly IntersectionObserverEntry[], observer: IntersectionObserver) => {
            observer.disconnect();
            done((entry as IntersectionObserverEntry & { readonly isVisible: boolean }).isVisible !== wanted);
          };
          new IntersectionObserver(tell, { trackVisibility: true, delay } as IntersectionObserverInit).observe(host);
        });
      const end = performance.now() + 5_000;
      for (let seen = 0; seen < looks; ) {
        if (performance.now() > end) throw new Error(`The popover is ${wanted ? 'not ' : ''}covered.`);
        seen = (await look()) ? seen + 1 : 0;
        await new Promise((done) => setTimeout(done, delay));
      }
    },
    { wanted: isCovered, delay: COVER_MS, looks: LOOKS },
  );
}

/** Waits until the buttons of a popover that is open by now, and that nothing covers, are obeyed. */
export async function untilObeyed(page: Page): Promise<void> {
  await untilCovered(page, false);
  await pastTimers(chromiumPage(page), STOOD_MS);
}

async function look(page: Page, session: CDPSession): Promise<PopoverUnderTest | null> {
  const section = await sectionOf(session);
  if (!section) return null;
  const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId: section.nodeId });
  return {
    html: outerHTML,
    async at(label) {
      await untilObeyed(page);
      // A node may be replaced by a new rendering between two commands of the debugger.
      const middle = await until(
        () => middleOf(session, label).catch(() => null),
        (found) => found !== null,
        3_000,
      );
      if (!middle) throw new Error(`The popover has no button "${label}": ${outerHTML}`);
      return middle;
    },
  };
}

/** Waits until the popover is open or closed, as wanted, for 3 s at most; returns it as it is then, `null` where it is closed. */
export async function popoverOf(page: Page, open = true): Promise<PopoverUnderTest | null> {
  const session = await page.context().newCDPSession(page);
  return until(
    // A node may be replaced by a new rendering between two commands of the debugger.
    () => look(page, session).catch(() => null),
    (found) => (found !== null) === open,
    3_000,
  );
}

/** The middle of the first line of the n-th mark of a page, scrolled into view. */
export function markAt(page: Page, n = 0, highlight = 'deja-lu-literal'): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([which, name]) => {
      const range = new Range();
      const static_ = [...CSS.highlights.get(name)!][which]!;
      range.setStart(static_.startContainer, static_.startOffset);
      range.setEnd(static_.endContainer, static_.endOffset);
      static_.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
      const rect = range.getClientRects()[0]!;
      return { x: rect.left + Math.min(60, rect.width / 2), y: rect.top + rect.height / 2 };
    },
    [n, highlight] as const,
  );
}

/** Whether the popover is open and has the focus. */
export function hasPopoverFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.hasAttribute('popover') ?? false);
}

/** Clicks a mark, and waits for the popover. */
export async function openPopover(page: Page, n?: number, highlight?: string): Promise<PopoverUnderTest> {
  await page.bringToFront();
  const { x, y } = await markAt(page, n, highlight);
  await page.mouse.click(x, y);
  // The resting pointer may have opened it without the focus; the click opens it again with the focus.
  if (
    !(await until(
      () => hasPopoverFocus(page),
      (has) => has,
    ))
  )
    throw new Error('The click on a mark opened no popover.');
  return (await popoverOf(page))!;
}

/** Presses a button of the popover with the mouse. */
export async function pressInPopover(page: Page, popover: PopoverUnderTest, label: string): Promise<void> {
  const { x, y } = await popover.at(label);
  await page.mouse.click(x, y);
}
