import type { ShadowOf } from '../page/tree.ts';
import { isOnOwnHost } from './own-events.ts';
import { isForPage, isTyping } from './page-first.ts';
import { hitAt } from './pointed.ts';

/** Called for actions of the user; positions are in CSS pixels of the viewport. Events dispatched by scripts are ignored. */
export interface PointerListener {
  /** The pointer has rested at a position for `REST_MS`. */
  rested(x: number, y: number): void;
  /** The pointer has moved or has left the document. */
  moved(): void;
  /** The page was clicked once, and the click was not meant for it. */
  clicked(x: number, y: number): void;
  /** A button of the pointer was pressed outside the extension's elements. */
  pressed(): void;
  /** Text is typed or composed outside the extension's elements. */
  typed(): void;
}

/** Ms for which the pointer has to rest before that is reported. With less, popovers flicker while the pointer crosses marks. */
const REST_MS = 350;

/** Ms for which a click is held back: it may be the first of a double click, whose second click usually comes after 200 ms. */
const SECOND_CLICK_MS = 300;

/**
 * Ms after a press or a click for which a change of the page counts as the page's reaction to it: frameworks render in the next
 * one or two frames.
 */
const USE_MS = 50;

/** Farthest distance that the pointer may move between press and release for a click and not a drag, in CSS pixels. */
const STILL = 5;

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Escape']);

const TYPED = ['beforeinput', 'input', 'compositionstart', 'paste', 'cut', 'drop'];

function isCollapsed(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}

/** A delayed call that can be cancelled. */
function makeDelay(): { start(run: () => void, ms: number): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start(run, ms) {
      clearTimeout(timer);
      timer = setTimeout(run, ms);
    },
    stop: () => clearTimeout(timer),
  };
}

type Delay = ReturnType<typeof makeDelay>;

/** Whether an event was dispatched on an element of the extension. */
type Ours = (event: Event) => boolean;

interface Moves {
  moved(event: PointerEvent): void;
  left(event: PointerEvent): void;
}

function followMoves(listener: PointerListener, resting: Delay, isOurs: Ours): Moves {
  let last = '';
  return {
    moved(event) {
      const { isTrusted, clientX, clientY, buttons } = event;
      // Browsers also report a resting pointer when the page moves under it, for instance during typing.
      const place = `${clientX} ${clientY}`;
      if (!isTrusted || place === last) return;
      last = place;
      resting.stop();
      listener.moved();
      // A mark that an element of the extension covers is not pointed at, not even when that element closes under the pointer.
      if (buttons === 0 && !isOurs(event)) resting.start(() => listener.rested(clientX, clientY), REST_MS);
    },
    // A frame gets no events of moves outside it.
    left({ isTrusted, relatedTarget }) {
      if (!isTrusted || relatedTarget) return;
      last = '';
      resting.stop();
      listener.moved();
    },
  };
}

/** Whether the page's own handlers of an event have had a visible effect. */
type Use = () => boolean;

const UNUSED: Use = () => false;

/**
 * Observes for `USE_MS` whether the page changes its document, its address or its top layer, as handlers do that open a menu or
 * another view.
 * @param roots the shadow trees at the position of the event
 */
function watchUse(roots: readonly ShadowRoot[]): Use {
  const { href } = location;
  const life = new AbortController();
  let changed = false;
  const onChange = () => {
    changed = true;
  };
  const observer = new MutationObserver(onChange);
  for (const root of [document, ...roots]) observer.observe(root, { subtree: true, childList: true, attributes: true });
  document.addEventListener('beforetoggle', onChange, { capture: true, signal: life.signal });
  setTimeout(() => {
    observer.disconnect();
    life.abort();
  }, USE_MS);
  return () => changed || location.href !== href;
}

interface Clicks {
  pressed(event: PointerEvent): void;
  clicked(event: MouseEvent): void;
}

function followClicks(listener: PointerListener, clicking: Delay, shadowOf: ShadowOf): Clicks {
  let pressedAt = { x: 0, y: 0 };
  let usesPress = UNUSED;
  const isDrag = ({ clientX, clientY }: MouseEvent) => Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) > STILL;
  return {
    pressed({ clientX, clientY }) {
      pressedAt = { x: clientX, y: clientY };
      usesPress = watchUse(hitAt(clientX, clientY, shadowOf).roots);
    },
    clicked(event) {
      const { isTrusted, button, detail, clientX, clientY, target } = event;
      if (!isTrusted || button !== 0 || detail !== 1 || isOnOwnHost(event, shadowOf) || isDrag(event) || !isCollapsed())
        return;
      const { elements, roots } = hitAt(clientX, clientY, shadowOf);
      const inner = elements.at(-1);
      if (!inner || isForPage(inner, shadowOf) || !(target instanceof Element) || isForPage(target, shadowOf)) return;
      const usesClick = watchUse(roots);
      const settle = () => {
        // The page has handled a click that it cancels or stops, or during which it changes its document.
        const isUsed = event.defaultPrevented || event.cancelBubble || usesPress() || usesClick();
        if (!isUsed && isCollapsed() && !isTyping()) listener.clicked(clientX, clientY);
      };
      clicking.start(settle, SECOND_CLICK_MS);
    },
  };
}

/** Listens to pointer and keyboard until the signal aborts. The page's own listeners are not affected. */
export function watchPointer(listener: PointerListener, shadowOf: ShadowOf, signal: AbortSignal): void {
  const resting = makeDelay();
  const clicking = makeDelay();
  const options = { capture: true, passive: true, signal } as const;
  const stop = () => {
    resting.stop();
    clicking.stop();
  };
  const isOurs: Ours = (event) => isOnOwnHost(event, shadowOf);
  const onTyped = (event: Event) => {
    if (!event.isTrusted || isOurs(event)) return;
    stop();
    listener.typed();
  };
  const clicks = followClicks(listener, clicking, shadowOf);
  const onPress = (event: PointerEvent) => {
    if (!event.isTrusted || isOurs(event)) return;
    stop();
    clicks.pressed(event);
    listener.pressed();
  };
  const onKey = (event: KeyboardEvent) => {
    // With these modifiers a key is a command, such as copying or moving the caret. If it changes text, an input event follows.
    if (!MODIFIERS.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) onTyped(event);
  };
  const moves = followMoves(listener, resting, isOurs);
  addEventListener('pointermove', moves.moved, options);
  addEventListener('pointerout', moves.left, options);
  addEventListener('pointerdown', onPress, options);
  addEventListener('click', clicks.clicked, options);
  addEventListener('keydown', onKey, options);
  for (const name of TYPED) addEventListener(name, onTyped, options);
  signal.addEventListener('abort', stop, { once: true });
}
