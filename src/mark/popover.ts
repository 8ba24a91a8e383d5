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
 * The one thing of ours that stands in a host page, and only while it is open: an element in the browser's top layer, so
 * that it moves no layout, with a closed shadow root, so that the page can neither read nor style nor press it. It acts on
 * trusted events only. Content on hover follows WCAG 1.4.13: it stays while the pointer is on it, and Escape takes it away.
 */

/** What an open popover was asked for. */
export interface PopoverAsk {
  /** Where the mark is now, in the viewport; `null` when it is gone. */
  readonly anchor: () => DOMRect | null;
  /** A node of the mark: it tells which parts of the page the popover has to stand in, or must not. */
  readonly mark: () => Node | null;
  readonly card: MatchCard;
  /** Whether it takes the focus: when it was opened by the keyboard or a click, and not by hovering. */
  readonly focus: boolean;
  /** A button was pressed. */
  readonly act: (act: CardAct) => void;
}

/** The popover of a page: at most one is open. */
export interface Popover {
  /** Does nothing where no place for it is safe: see `popoverParent`. */
  open(ask: PopoverAsk): void;
  /** @param returns whether a focus that is inside goes back to where it came from; it does unless `false` is given */
  close(returns?: boolean): void;
  /** Looks at once whether its mark has moved or gone, and follows it or closes. */
  update(): void;
  /** Whether it is open, and whether the pointer or the focus is inside. */
  readonly isOpen: boolean;
  readonly isInUse: boolean;
}

/** How often it is looked whether the mark has moved or gone, or the popover's place has become editable, in ms. */
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

interface Following {
  readonly place: (anchor: DOMRect) => void;
  readonly parentFor: (mark: Node) => ParentNode | undefined;
  readonly close: () => void;
}

/**
 * Keeps the popover at its mark for as long as the mark is there and the place in the tree is no editor's, and closes it then.
 * Returns what does so at once.
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
    if (rect && host.isConnected && (!node || parentFor(node) === host.parentNode)) place(rect);
    else close();
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

/** Makes the popover of this document; the signal's end closes it for good. */
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
    if (signal.aborted || !parent) return;
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
    // Firefox draws no HTML element that stands in SVG.
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
