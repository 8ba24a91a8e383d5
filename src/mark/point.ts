import { isOwnHost } from './own-hosts.ts';
import { isForPage, isTyping } from './page-first.ts';
import { hitAt, type ShadowOf } from './pointed.ts';

/** Called for what the user does; places are in CSS pixels of the viewport. Events made by scripts are ignored. */
export interface PointerListener {
  /** The pointer has come to rest at a place. */
  rested(x: number, y: number): void;
  /** The pointer has moved. */
  moved(): void;
  /** The page was clicked once, and the click was not meant for it. */
  clicked(x: number, y: number): void;
  /** A button of the pointer was pressed outside of our elements. */
  pressed(): void;
  /** Something is typed or composed outside of our elements. */
  typed(): void;
}

/** How long the pointer has to rest before that is reported, in ms. With less, popovers flicker while the pointer crosses marks. */
const REST_MS = 350;

/** How long a click is held back, in ms: it may be the first of a double click, whose second click usually comes after 200 ms. */
const SECOND_CLICK_MS = 300;

/** How far the pointer may move between press and release for it to be a click and not a drag, in CSS pixels. */
const STILL = 5;

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Escape']);

const TYPED = ['beforeinput', 'input', 'compositionstart', 'paste', 'cut', 'drop'];

const isOurs = (target: EventTarget | null): boolean => target instanceof Element && isOwnHost(target);

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

function onMoves(listener: PointerListener, resting: Delay): (event: PointerEvent) => void {
  let last = '';
  return ({ isTrusted, clientX, clientY, buttons, target }) => {
    // Browsers also report a pointer that stands still while the page moves under it, as it does while one types.
    const place = `${clientX} ${clientY}`;
    if (!isTrusted || place === last) return;
    last = place;
    resting.stop();
    listener.moved();
    // A mark that an element of ours covers is not pointed at, also not when that element closes under the pointer.
    if (buttons === 0 && !isOurs(target)) resting.start(() => listener.rested(clientX, clientY), REST_MS);
  };
}

/**
 * Follows whether the page's own handlers of the event that is being dispatched change the page, as those that open a menu do. What
 * they do is done when the tasks that follow begin.
 */
function watchUse(): { readonly hasChanged: () => boolean } {
  let changed = false;
  const observer = new MutationObserver(() => {
    changed = true;
  });
  if (document.body) observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  setTimeout(() => observer.disconnect());
  return { hasChanged: () => changed };
}

interface Clicks {
  pressed(event: PointerEvent): void;
  clicked(event: MouseEvent): void;
}

function followClicks(listener: PointerListener, clicking: Delay, shadowOf: ShadowOf): Clicks {
  let pressedAt = { x: 0, y: 0 };
  const isDrag = ({ clientX, clientY }: MouseEvent) => Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) > STILL;
  return {
    pressed({ clientX, clientY }) {
      pressedAt = { x: clientX, y: clientY };
    },
    clicked(event) {
      const { isTrusted, button, detail, clientX, clientY, target } = event;
      if (!isTrusted || button !== 0 || detail !== 1 || isOurs(target) || isDrag(event) || !isCollapsed()) return;
      const inner = hitAt(clientX, clientY, shadowOf).elements.at(-1);
      if (!inner || isForPage(inner) || !(target instanceof Element) || isForPage(target)) return;
      const use = watchUse();
      const settle = () => {
        // The page has used a click that it cancels or stops, or in whose handlers it changes its document.
        const isUsed = event.defaultPrevented || event.cancelBubble || use.hasChanged();
        if (!isUsed && isCollapsed() && !isTyping()) listener.clicked(clientX, clientY);
      };
      clicking.start(settle, SECOND_CLICK_MS);
    },
  };
}

/** Listens to pointer and keys until the signal aborts. The page's own listeners are not disturbed. */
export function watchPointer(listener: PointerListener, shadowOf: ShadowOf, signal: AbortSignal): void {
  const resting = makeDelay();
  const clicking = makeDelay();
  const options = { capture: true, passive: true, signal } as const;
  const stop = () => {
    resting.stop();
    clicking.stop();
  };
  const onTyped = ({ isTrusted, target }: Event) => {
    if (!isTrusted || isOurs(target)) return;
    stop();
    listener.typed();
  };
  const clicks = followClicks(listener, clicking, shadowOf);
  const onPress = (event: PointerEvent) => {
    if (!event.isTrusted || isOurs(event.target)) return;
    stop();
    clicks.pressed(event);
    listener.pressed();
  };
  const onKey = (event: KeyboardEvent) => {
    // With one of these, a key may copy or move the caret. If it changes text, an event of its own follows.
    if (!MODIFIERS.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) onTyped(event);
  };
  addEventListener('pointermove', onMoves(listener, resting), options);
  addEventListener('pointerdown', onPress, options);
  addEventListener('click', clicks.clicked, options);
  addEventListener('keydown', onKey, options);
  for (const name of TYPED) addEventListener(name, onTyped, options);
  signal.addEventListener('abort', stop, { once: true });
}
