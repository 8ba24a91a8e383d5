import type { CardAct, CardButton, MatchCard } from '../report/match-card.ts';
import { ownHost } from './own-hosts.ts';
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
  readonly card: MatchCard;
  /** Whether it takes the focus: when it was opened by the keyboard or a click, and not by hovering. */
  readonly focus: boolean;
  /** A button was pressed. */
  readonly act: (act: CardAct) => void;
}

/** The popover of a page: at most one is open. */
export interface Popover {
  open(ask: PopoverAsk): void;
  close(): void;
  /** Whether it is open, and whether the pointer or the focus is inside. */
  readonly isOpen: boolean;
  readonly isInUse: boolean;
}

/** Room between mark and popover, and to the viewport's edges, in CSS pixels. */
const GAP = 6;

/** How long "copied" stands on its button, in ms. */
const SAID_MS = 1500;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
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

function buttonFor(spec: CardButton, act: (act: CardAct) => void): HTMLButtonElement {
  const button = element('button', spec.label);
  button.type = 'button';
  button.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    if (spec.act === 'copy') void copy(spec.text ?? '');
    else act(spec.act);
    say(button, spec);
  });
  return button;
}

function closeButton(label: string, close: () => void): HTMLButtonElement {
  const button = element('button', '×', 'close');
  button.type = 'button';
  button.setAttribute('aria-label', label);
  button.addEventListener('click', (event) => event.isTrusted && close());
  return button;
}

function boxFor({ card, act }: PopoverAsk, close: () => void): HTMLElement {
  const box = element('section', '', card.kind);
  box.lang = card.language;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', 'title');
  const title = element('p', card.title, 'title');
  title.id = 'title';
  const buttons = element('div', '', 'buttons');
  buttons.append(...card.buttons.map((spec) => buttonFor(spec, act)));
  box.append(closeButton(card.close, close), title, ...card.lines.map((line) => element('p', line)), buttons);
  return box;
}

function hostFor(box: HTMLElement): HTMLElement {
  const host = document.createElement('div');
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
  return host;
}

// Below the mark where there is room, else above it; never out of the viewport.
function place(host: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = host;
  const below = anchor.bottom + GAP;
  const top = below + height <= innerHeight ? below : Math.max(GAP, anchor.top - GAP - height);
  const left = Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP));
  host.style.setProperty('left', `${left}px`, 'important');
  host.style.setProperty('top', `${Math.min(top, Math.max(GAP, innerHeight - height - GAP))}px`, 'important');
}

// With the page under it, for as long as its mark is there.
function follow(host: HTMLElement, anchor: PopoverAsk['anchor'], close: () => void, signal: AbortSignal): void {
  const update = () => {
    if (signal.aborted) return;
    const rect = anchor();
    if (rect) place(host, rect);
    else close();
  };
  addEventListener('scroll', () => requestAnimationFrame(update), { capture: true, passive: true, signal });
  addEventListener('resize', update, { signal });
  update();
}

const STEP_KEYS: Readonly<Record<string, CardAct>> = { n: 'next', p: 'previous' };

// Keys that are the popover's own: Escape wherever the focus is, n and p while it is inside and the card has such buttons.
function ownKey(event: KeyboardEvent, host: HTMLElement, { card }: PopoverAsk): CardAct | 'close' | null {
  if (event.key === 'Escape') return 'close';
  if (event.ctrlKey || event.metaKey || event.altKey || document.activeElement !== host) return null;
  const act = STEP_KEYS[event.key];
  return act && card.buttons.some((button) => button.act === act) ? act : null;
}

// The page must not learn of keys that are pressed in here, nor swallow our Escape.
function listenToKeys(host: HTMLElement, ask: PopoverAsk, close: () => void, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent) => {
    const own = event.isTrusted ? ownKey(event, host, ask) : null;
    if (own === null) return;
    event.stopPropagation();
    event.preventDefault();
    if (own === 'close') close();
    else ask.act(own);
  };
  addEventListener('keydown', onKey, { capture: true, signal });
}

/** Makes the popover of this document; the signal's end closes it for good. */
export function makePopover(signal: AbortSignal): Popover {
  let host: HTMLElement | undefined;
  let life = new AbortController();
  let returnTo: Element | null = null;

  const close = () => {
    if (!host) return;
    const hadFocus = document.activeElement === host;
    life.abort();
    host.remove();
    host = undefined;
    if (hadFocus && returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
  };

  const open = (ask: PopoverAsk) => {
    if (signal.aborted) return;
    returnTo = document.activeElement === host ? returnTo : document.activeElement;
    close();
    life = new AbortController();
    const box = boxFor(ask, close);
    host = hostFor(box);
    (document.body ?? document.documentElement).append(host);
    host.showPopover();
    listenToKeys(host, ask, close, life.signal);
    follow(host, ask.anchor, close, life.signal);
    if (ask.focus) box.querySelector<HTMLElement>('.buttons button')?.focus({ preventScroll: true });
  };

  signal.addEventListener('abort', close, { once: true });
  return {
    open,
    close,
    get isOpen() {
      return host !== undefined;
    },
    get isInUse() {
      return host !== undefined && (host.matches(':hover') || document.activeElement === host);
    },
  };
}
