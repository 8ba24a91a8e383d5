import type { ShadowOf } from '../page/tree.ts';
import type { CardAct, MatchCard } from '../report/match-card.ts';
import { isOnOwnHost } from './own-events.ts';
import { htmlElement, ownHost } from './own-hosts.ts';
import { makeBox } from './popover-box.ts';
import { keepPresses, listenToKeys } from './popover-input.ts';
import { popoverParent } from './popover-parent.ts';
import { drawHost } from './popover-place.ts';
import { POPOVER_STYLE } from './popover-style.ts';

/*
 * The only element that the extension inserts into a page besides the ticks, and only while it is open. It is in the top layer,
 * so it does not move the page's layout, and has a closed shadow root, so the page can neither read, style nor press its
 * contents. It reacts to trusted events only. Content on hover follows WCAG 1.4.13: it stays while the pointer is on it, and
 * Escape closes it.
 */

/** A request to open the popover. */
export interface PopoverAsk {
  /** Returns the rectangle of the mark, in CSS pixels of the viewport; `null` when the mark has left the page. */
  readonly anchor: () => DOMRect | null;
  /**
   * Returns a node of the mark, which determines the element that the popover is inserted into; `null` when it has left the page.
   */
  readonly mark: () => Node | null;
  readonly card: MatchCard;
  /** Whether it takes the focus: when it was opened by a key or a click, not by hovering. */
  readonly focus: boolean;
  /** Called when a button was pressed. */
  readonly act: (act: CardAct) => void;
}

/** The popover of a page. At most one is open. */
export interface Popover {
  /** Opens it. Does nothing where no place for it is safe: see `popoverParent`. */
  open(ask: PopoverAsk): void;
  /** @param returns whether a focus inside the popover returns to where it was before; `true` by default */
  close(returns?: boolean): void;
  /** Checks at once whether its mark has moved or left the page, and follows it or closes. */
  update(): void;
  /** Whether it is open. */
  readonly isOpen: boolean;
  /** Whether it is open and the pointer or the focus is inside. */
  readonly isInUse: boolean;
}

/** Ms between two checks whether the mark has moved or left the page, or the popover's parent has become editable. */
const LOOK_MS = 200;

function hostFor(box: HTMLElement): { readonly host: HTMLElement; readonly root: ShadowRoot } {
  const host = htmlElement('div');
  host.popover = 'manual';
  ownHost(host);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(POPOVER_STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(box);
  return { host, root };
}

/** Whether a modal dialog that the page has opened since then leaves the host drawn, but inert. */
function isInert(host: HTMLElement): boolean {
  const modals = [...document.querySelectorAll(':modal')];
  if (modals.every((modal) => modal.contains(host))) return false;
  const { left, top, width, height } = host.getBoundingClientRect();
  const hit = (host.getRootNode() as Document | ShadowRoot).elementFromPoint(left + width / 2, top + height / 2);
  return hit !== host;
}

interface Following {
  readonly place: (anchor: DOMRect) => void;
  readonly parentFor: (mark: Node) => ParentNode | undefined;
  readonly close: () => void;
}

/**
 * Keeps the popover at its mark while the mark is on the page and the popover's parent is not editable; closes it after that.
 * Returns a function that checks at once.
 */
function follow(
  host: HTMLElement,
  { anchor, mark }: PopoverAsk,
  { place, parentFor, close }: Following,
  signal: AbortSignal,
): () => void {
  const update = () => {
    if (signal.aborted) return;
    const rect = anchor();
    const node = mark();
    const isSafe = host.isConnected && (!node || parentFor(node) === host.parentNode);
    if (!rect || !isSafe || isInert(host)) return close();
    place(rect);
  };
  const timer = setInterval(update, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  addEventListener('scroll', () => requestAnimationFrame(update), { capture: true, passive: true, signal });
  addEventListener('resize', update, { signal });
  update();
  return update;
}

function activeIn(host: HTMLElement | undefined): boolean {
  return host !== undefined && (host.getRootNode() as Document | ShadowRoot).activeElement === host;
}

/** Makes the popover of this document. It closes for good when the signal aborts. */
export function makePopover(shadowOf: ShadowOf, signal: AbortSignal): Popover {
  let host: HTMLElement | undefined;
  let life = new AbortController();
  let returnTo: Element | null = null;
  let update = () => {};
  const parentFor = (mark: Node) => popoverParent(mark, shadowOf);

  const close = (returns = true) => {
    if (!host) return;
    const hadFocus = activeIn(host);
    life.abort();
    host.remove();
    host = undefined;
    if (returns && hadFocus && returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
  };

  const open = (ask: PopoverAsk) => {
    const mark = ask.mark();
    const parent = mark ? parentFor(mark) : undefined;
    // A card may come when the page has been left; Firefox throws where a popover is shown then.
    if (signal.aborted || !parent || document.visibilityState === 'hidden') return;
    returnTo = activeIn(host) ? returnTo : document.activeElement;
    close();
    life = new AbortController();
    const { card, act } = ask;
    const closing = () => close();
    const box = makeBox(card, { act, close: closing, isSeen: () => drawn.isSeen() });
    const made = hostFor(box.element);
    const target = { ...made, isOn: (event: Event) => isOnOwnHost(event, shadowOf) };
    host = made.host;
    parent.append(host);
    host.showPopover();
    const drawn = drawHost(target, life.signal);
    listenToKeys(target, { card, act, close: closing }, life.signal);
    keepPresses(target, box.press, life.signal);
    update = follow(host, ask, { place: drawn.place, parentFor, close: closing }, life.signal);
    // Firefox does not render an HTML element inside SVG.
    if (host && host.getBoundingClientRect().width === 0) return close();
    if (ask.focus) box.first?.focus({ preventScroll: true });
  };

  signal.addEventListener('abort', () => close(), { once: true });
  return {
    open,
    close,
    update: () => update(),
    get isOpen() {
      return host !== undefined;
    },
    get isInUse() {
      return host !== undefined && (host.matches(':hover') || activeIn(host));
    },
  };
}
