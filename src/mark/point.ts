import { isOwnHost } from './own-hosts.ts';

/** What the pointer does, told in viewport coordinates (CSS pixels). Only trusted events count. */
export interface PointerListener {
  /** It rests at a place. */
  rested(x: number, y: number): void;
  /** It moves. */
  moved(): void;
  clicked(x: number, y: number): void;
}

interface HitHighlight {
  readonly highlight: Highlight;
  readonly ranges: readonly AbstractRange[];
}

/** The registry with what the types do not know yet: both browsers have it since 2025. */
interface PointedRegistry {
  highlightsFromPoint?(x: number, y: number, options?: { shadowRoots?: ShadowRoot[] }): readonly HitHighlight[];
}

/** How long the pointer rests before it is taken to ask, in ms; shorter flickers, longer feels dead. */
const REST_MS = 350;

/** What reacts to clicks by itself: a click there is meant for the page. */
const ACTIVE =
  'a[href], button, input, select, textarea, label, summary, [role="button"], [role="link"], [contenteditable]';

/** The painted ranges at a place, topmost first. */
export function rangesAt(x: number, y: number): AbstractRange[] {
  const registry = CSS.highlights as unknown as PointedRegistry;
  return (registry.highlightsFromPoint?.(x, y) ?? []).flatMap(({ ranges }) => [...ranges]);
}

function isForPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(ACTIVE) !== null;
}

/** Listens to the pointer until the signal aborts. The page's own listeners are not disturbed. */
export function watchPointer(listener: PointerListener, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const options = { capture: true, passive: true, signal } as const;
  const onMove = ({ isTrusted, clientX, clientY, buttons, target }: PointerEvent) => {
    if (!isTrusted) return;
    clearTimeout(timer);
    listener.moved();
    // What lies under an element of ours is not pointed at, nor is it when that closes under the pointer.
    const isOurs = target instanceof Element && isOwnHost(target);
    if (buttons === 0 && !isOurs) timer = setTimeout(() => listener.rested(clientX, clientY), REST_MS);
  };
  const onClick = ({ isTrusted, button, clientX, clientY, target }: MouseEvent) => {
    const selecting = document.getSelection()?.isCollapsed === false;
    if (isTrusted && button === 0 && !selecting && !isForPage(target)) listener.clicked(clientX, clientY);
  };
  addEventListener('pointermove', onMove, options);
  addEventListener('click', onClick, options);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
