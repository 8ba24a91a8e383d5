import type { CardAct, MatchCard } from '../report/match-card.ts';
import { isTyping } from './page-first.ts';

/** Events by which a component of the page notices that something outside it is pressed or gets the focus. */
const PRESSES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu'],
  ...['touchstart', 'touchend', 'focus', 'blur', 'focusin', 'focusout', 'keyup', 'keypress'],
];

/** The popover as seen by the listeners at the window. */
export interface PopoverTarget {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Whether an event was dispatched on the host. */
  isOn(event: Event): boolean;
}

/** Whether an event concerns the host: it is dispatched on it, or moves the focus between the page and it. */
function isAbout({ host, isOn }: PopoverTarget, event: Event): boolean {
  return isOn(event) || (event instanceof FocusEvent && event.relatedTarget === host);
}

function buttonAt(root: ShadowRoot, { detail, clientX, clientY }: MouseEvent): Element | null {
  // A key presses the button that has the focus; the click event of a key has no position.
  const at = detail === 0 ? root.activeElement : root.elementFromPoint(clientX, clientY);
  return at?.closest('button') ?? null;
}

/**
 * Hides presses on the popover and its focus from the page, whose components would close as on any press outside them. The events
 * are stopped at the window, before they reach the elements of the page and of the popover, so the button is looked up by its
 * position.
 * @param press called with a button that was clicked by the user
 */
export function keepPresses(target: PopoverTarget, press: (button: Element) => void, signal: AbortSignal): void {
  const onEvent = (event: Event) => {
    if (!isAbout(target, event)) return;
    event.stopImmediatePropagation();
    const button = event.type === 'click' && event.isTrusted ? buttonAt(target.root, event as MouseEvent) : null;
    if (button) press(button);
  };
  for (const name of PRESSES) addEventListener(name, onEvent, { capture: true, signal });
}

const STEP_KEYS: Readonly<Record<string, CardAct>> = { n: 'next', p: 'previous' };

// Keys that the popover handles: Escape, and n and p while the focus is inside and the card has such buttons.
function ownKey(event: KeyboardEvent, isInside: boolean, card: MatchCard): CardAct | 'close' | null {
  // Escape closes the popover wherever the focus is, except in an editor of the page, which may use Escape itself.
  if (event.key === 'Escape') return isInside || !isTyping() ? 'close' : null;
  if (event.ctrlKey || event.metaKey || event.altKey || !isInside) return null;
  const act = STEP_KEYS[event.key];
  return act && card.buttons.some((button) => button.act === act) ? act : null;
}

/** What the keys of a popover call. */
export interface KeyWiring {
  readonly card: MatchCard;
  readonly act: (act: CardAct) => void;
  readonly close: () => void;
}

/**
 * Handles the popover's keys until the signal aborts. The page does not receive keys that are pressed in the popover, and cannot
 * suppress its Escape.
 */
export function listenToKeys({ isOn }: PopoverTarget, { card, act, close }: KeyWiring, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent) => {
    const isInside = isOn(event);
    if (isInside) event.stopImmediatePropagation();
    if (!event.isTrusted) return;
    const own = ownKey(event, isInside, card);
    if (own === null) {
      if (event.key === 'Escape') close();
      return;
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    if (own === 'close') close();
    else act(own);
  };
  addEventListener('keydown', onKey, { capture: true, signal });
}
