import type { PopoverTarget } from './popover-input.ts';

/*
 * Draws the popover's host and detects whether it is seen as it was drawn. The page can reach the host: it could make it
 * transparent, move it below a button of its own, or cover it, and so trick the user into pressing a button of the popover
 * (clickjacking). The host's inline style is important throughout, so neither rules nor animations of the page can change it, and
 * its own style sheet lets it have no `::before` and no `::after`. What remains is the inline style itself, the host's place in
 * the tree and what lies over it. After any change of these by the page, buttons are ignored for `STOOD_MS`.
 */

/** Distance between mark and popover, and least distance from the edges of the viewport, in CSS pixels. */
const GAP = 6;

/** Ms for which the popover has to be unchanged before a button of it works. */
const STOOD_MS = 250;

/** Ms between two reports of what covers the popover: the least that browsers allow. */
const COVER_MS = 100;

/** Events of the browser before or after an element of the page enters the top layer, where it may cover the popover. */
const TOP_LAYER_EVENTS = ['beforetoggle', 'fullscreenchange'];

/** An entry of an IntersectionObserver that also tells whether something lies over its element; only Chromium has it. */
interface VisibleEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/** The host of a popover as the extension draws it. */
export interface DrawnHost {
  /** Moves it to its anchor, in CSS pixels of the viewport, and restores its style where the page has changed it. */
  place(anchor: DOMRect): void;
  /** Whether it is seen as it was drawn, and has been since some time before the press that ends in the current click. */
  isSeen(): boolean;
}

// The zoom of its ancestors would enlarge and displace the host.
function zoomAround(host: HTMLElement): number {
  return (host.parentElement as (Element & { readonly currentCSSZoom?: number }) | null)?.currentCSSZoom ?? 1;
}

/** Top left corner of the popover: below the mark if it fits, else above it; always inside the viewport. */
function cornerFor(anchor: DOMRect, { width, height }: DOMRect): { readonly left: number; readonly top: number } {
  const below = anchor.bottom + GAP;
  const top = below + height <= innerHeight ? below : Math.max(GAP, anchor.top - GAP - height);
  return {
    left: Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP)),
    top: Math.min(top, Math.max(GAP, innerHeight - height - GAP)),
  };
}

function styleOf(declarations: Readonly<Record<string, string>>): string {
  return Object.entries(declarations)
    .map(([property, value]) => `${property}: ${value} !important;`)
    .join(' ');
}

/**
 * Observes whether something covers the host, where the browser reports that; elsewhere it counts as uncovered. It counts as
 * covered until the browser has reported, both after the host is shown and after an element has entered the top layer, because on
 * a busy page that report comes late.
 * @param changed called when other elements than before may cover it, and when nothing covers it any longer
 */
function watchCover(host: HTMLElement, changed: () => void, signal: AbortSignal): () => boolean {
  let over: 'unknown' | 'something' | 'nothing' = 'unknown';
  const tell = (entries: readonly VisibleEntry[]) => {
    const now = entries.at(-1)?.isVisible === false ? 'something' : 'nothing';
    if (over === 'something' && now === 'nothing') changed();
    over = now;
  };
  const options = { trackVisibility: true, delay: COVER_MS, threshold: [0, 1] };
  const observer = new IntersectionObserver(tell, options);
  observer.observe(host);
  const onTopLayer = ({ target, isTrusted }: Event) => {
    if (!isTrusted || target === host) return;
    changed();
    over = 'unknown';
    // An observer reports each element that it starts to observe. Pending reports are out of date.
    observer.takeRecords();
    observer.unobserve(host);
    observer.observe(host);
  };
  for (const name of TOP_LAYER_EVENTS) addEventListener(name, onTopLayer, { capture: true, signal });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return () => over !== 'nothing';
}

/**
 * Observes whether the host was seen when the press began that ends in the current click: a page could restore the host between
 * the two. A press whose event the page has stopped at the window counts as unseen.
 */
function watchPresses({ isOn }: PopoverTarget, isSeenNow: () => boolean, signal: AbortSignal): () => boolean {
  let wasSeenAtPress = false;
  let wasSeenBeforeClick = false;
  const onPress = (event: Event) => {
    if (event.isTrusted) wasSeenAtPress = isOn(event) && isSeenNow();
  };
  const onClick = ({ detail, isTrusted }: MouseEvent) => {
    if (!isTrusted) return;
    // A key presses the button with the focus, without a pointer event: then the host only has to be seen at the click.
    wasSeenBeforeClick = detail === 0 || wasSeenAtPress;
    wasSeenAtPress = false;
  };
  addEventListener('pointerdown', onPress, { capture: true, signal });
  addEventListener('click', onClick, { capture: true, signal });
  return () => wasSeenBeforeClick;
}

/**
 * Draws a host that has been inserted and shown, until the signal aborts. Call it before `keepPresses`, which stops presses at
 * the window.
 */
export function drawHost(target: PopoverTarget, signal: AbortSignal): DrawnHost {
  const { host } = target;
  const parent = host.parentNode;
  let drawn = '';
  let corner = { left: 0, top: 0 };
  let since = performance.now();
  const standsAnew = () => {
    since = performance.now();
  };
  const isCovered = watchCover(host, standsAnew, signal);
  const changes = new MutationObserver(standsAnew);
  changes.observe(host, { attributes: true });
  signal.addEventListener('abort', () => changes.disconnect(), { once: true });

  const draw = () => {
    const [left, top] = [`${corner.left}px`, `${corner.top}px`];
    // `all` comes first, as it resets what the page's rules set for an element of this name.
    host.style.cssText = styleOf({ all: 'initial', position: 'fixed', zoom: String(1 / zoomAround(host)), left, top });
    drawn = host.style.cssText;
    // Drops the record of this function's own change.
    changes.takeRecords();
  };

  const isSeenNow = () => {
    const isInPlace = host.parentNode === parent && host.matches(':popover-open') && host.style.cssText === drawn;
    return isInPlace && !isCovered() && performance.now() - since >= STOOD_MS;
  };

  const wasSeenBeforeClick = watchPresses(target, isSeenNow, signal);

  return {
    place(anchor) {
      if (host.style.cssText !== drawn || drawn === '') draw();
      const next = cornerFor(anchor, host.getBoundingClientRect());
      if (next.left === corner.left && next.top === corner.top) return;
      corner = next;
      standsAnew();
      draw();
    },
    isSeen: () => wasSeenBeforeClick() && isSeenNow(),
  };
}
