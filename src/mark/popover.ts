import type { CardAct, CardButton, MatchCard } from '../report/match-card.ts';
import { htmlElement, ownHost } from './own-hosts.ts';
import { isTyping } from './page-first.ts';
import { popoverParent } from './popover-parent.ts';
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

/** Room between mark and popover, and to the viewport's edges, in CSS pixels. */
const GAP = 6;

/** How often it is looked whether the mark has moved or gone, or the popover's place has become editable, in ms. */
const LOOK_MS = 200;

/** How long "copied" stands on its button, in ms. */
const SAID_MS = 1500;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const made = htmlElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function say(button: HTMLElement, { done, label }: CardButton): void {
  if (!done) return;
  button.textContent = done;
  setTimeout(() => {
    button.textContent = label;
  }, SAID_MS);
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).catch(() => {
    // A page without a secure context has no clipboard; the old way works there, in the turn of the user's click.
    const write = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('copy', write, { capture: true, once: true });
    document.execCommand('copy');
  });
}

/** What a button of the popover does when it is pressed. */
type Presses = Map<Element, () => void>;

function buttonFor(spec: CardButton, act: (act: CardAct) => void, presses: Presses): HTMLButtonElement {
  const button = element('button', spec.label);
  button.type = 'button';
  presses.set(button, () => {
    if (spec.act === 'copy') void copy(spec.text ?? '');
    else act(spec.act);
    say(button, spec);
  });
  return button;
}

function closeButton(label: string, close: () => void, presses: Presses): HTMLButtonElement {
  const button = element('button', '×', 'close');
  button.type = 'button';
  button.setAttribute('aria-label', label);
  presses.set(button, close);
  return button;
}

function boxFor({ card, act }: PopoverAsk, close: () => void, presses: Presses): HTMLElement {
  const box = element('section', '', card.kind);
  box.lang = card.language;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', 'title');
  const title = element('p', card.title, 'title');
  title.id = 'title';
  const buttons = element('div', '', 'buttons');
  buttons.append(...card.buttons.map((spec) => buttonFor(spec, act, presses)));
  box.append(closeButton(card.close, close, presses), title, ...card.lines.map((line) => element('p', line)), buttons);
  return box;
}

function hostFor(box: HTMLElement): { readonly host: HTMLElement; readonly root: ShadowRoot } {
  const host = htmlElement('div');
  // What the page's own rules would do to an element of this name; inline and important, nothing of theirs wins.
  host.style.setProperty('all', 'initial', 'important');
  host.style.setProperty('position', 'fixed', 'important');
  host.popover = 'manual';
  ownHost(host);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(POPOVER_STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(box);
  return { host, root };
}

function put(host: HTMLElement, property: string, value: string): void {
  host.style.setProperty(property, value, 'important');
}

// The zoom of the elements around it would make it larger and move it away.
function undoZoom(host: HTMLElement): void {
  const zoom = (host.parentElement as (Element & { readonly currentCSSZoom?: number }) | null)?.currentCSSZoom ?? 1;
  put(host, 'zoom', String(1 / zoom));
}

// Below the mark where there is room, else above it; never out of the viewport.
function place(host: HTMLElement, anchor: DOMRect): void {
  undoZoom(host);
  const { width, height } = host.getBoundingClientRect();
  const below = anchor.bottom + GAP;
  const top = below + height <= innerHeight ? below : Math.max(GAP, anchor.top - GAP - height);
  const left = Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP));
  put(host, 'left', `${left}px`);
  put(host, 'top', `${Math.min(top, Math.max(GAP, innerHeight - height - GAP))}px`);
}

// With the page under it, for as long as its mark is there and its own place is no editor's. Returns what looks after it at once.
function follow(host: HTMLElement, ask: PopoverAsk, close: () => void, signal: AbortSignal): () => void {
  const update = () => {
    if (signal.aborted) return;
    const rect = ask.anchor();
    const mark = ask.mark();
    if (rect && host.isConnected && (!mark || popoverParent(mark) === host.parentNode)) place(host, rect);
    else close();
  };
  const timer = setInterval(update, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  addEventListener('scroll', () => requestAnimationFrame(update), { capture: true, passive: true, signal });
  addEventListener('resize', update, { signal });
  update();
  return update;
}

/** What the page would take for a press outside of its own components. */
const PRESSES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu'],
  ...['touchstart', 'touchend', 'focusin', 'focusout', 'keyup', 'keypress'],
];

function buttonAt(root: ShadowRoot, { detail, clientX, clientY }: MouseEvent): Element | null {
  // A key presses the button with the focus: such a click has no place.
  const at = detail === 0 ? root.activeElement : root.elementFromPoint(clientX, clientY);
  return at?.closest('button') ?? null;
}

/**
 * Keeps from the page that something was pressed in the popover: its components would close, as on any press outside of them. The
 * events end at the window, before they come to the page's elements and to ours, so the button is looked up by its place.
 */
function keepPresses(
  { host, root }: ReturnType<typeof hostFor>,
  press: (button: Element) => void,
  signal: AbortSignal,
): void {
  const onEvent = (event: Event) => {
    if (event.target !== host) return;
    event.stopImmediatePropagation();
    const button = event.type === 'click' && event.isTrusted ? buttonAt(root, event as MouseEvent) : null;
    if (button) press(button);
  };
  for (const name of PRESSES) addEventListener(name, onEvent, { capture: true, signal });
}

const STEP_KEYS: Readonly<Record<string, CardAct>> = { n: 'next', p: 'previous' };

// Keys that are the popover's own: Escape, n and p while it is inside and the card has such buttons.
function ownKey(event: KeyboardEvent, host: HTMLElement, { card }: PopoverAsk): CardAct | 'close' | null {
  const isInside = event.target === host;
  // Escape closes it wherever the focus is; where it means something to an editor, that gets it.
  if (event.key === 'Escape') return isInside || !isTyping() ? 'close' : null;
  if (event.ctrlKey || event.metaKey || event.altKey || !isInside) return null;
  const act = STEP_KEYS[event.key];
  return act && card.buttons.some((button) => button.act === act) ? act : null;
}

// The page must not learn of keys that are pressed in here, nor swallow our Escape.
function listenToKeys(host: HTMLElement, ask: PopoverAsk, close: () => void, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.target === host) event.stopImmediatePropagation();
    if (!event.isTrusted) return;
    const own = ownKey(event, host, ask);
    if (own === null) {
      if (event.key === 'Escape') close();
      return;
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    if (own === 'close') close();
    else ask.act(own);
  };
  addEventListener('keydown', onKey, { capture: true, signal });
}

function activeIn(host: HTMLElement | undefined): boolean {
  return host !== undefined && (host.getRootNode() as Document | ShadowRoot).activeElement === host;
}

/** Makes the popover of this document; the signal's end closes it for good. */
export function makePopover(signal: AbortSignal): Popover {
  let host: HTMLElement | undefined;
  let life = new AbortController();
  let returnTo: Element | null = null;
  let update = () => {};

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
    const parent = mark ? popoverParent(mark) : undefined;
    if (signal.aborted || !parent) return;
    returnTo = activeIn(host) ? returnTo : document.activeElement;
    close();
    life = new AbortController();
    const presses: Presses = new Map();
    const box = boxFor(ask, () => close(), presses);
    const made = hostFor(box);
    host = made.host;
    parent.append(host);
    host.showPopover();
    listenToKeys(host, ask, () => close(), life.signal);
    keepPresses(made, (button) => presses.get(button)?.(), life.signal);
    update = follow(host, ask, () => close(), life.signal);
    if (ask.focus) box.querySelector<HTMLElement>('.buttons button')?.focus({ preventScroll: true });
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
