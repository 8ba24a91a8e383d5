import type { ShadowOf } from '../page/tree.ts';
import { isOwnHost } from './own-hosts.ts';
import { hitAt } from './pointed.ts';

function isFocusInside(shadowOf: ShadowOf): boolean {
  let active = document.activeElement;
  while (active && !isOwnHost(active)) active = shadowOf(active)?.activeElement ?? null;
  return active !== null;
}

/**
 * Whether an event that has reached the window was dispatched on an element of the extension. If that element is in a shadow tree
 * of the page, the event's target is the host of that tree.
 */
export function isOnOwnHost(event: Event, shadowOf: ShadowOf): boolean {
  const [origin] = event.composedPath();
  if (!(origin instanceof Element)) return false;
  if (isOwnHost(origin)) return true;
  // The event's path leaves out the nodes in closed shadow trees.
  if (shadowOf(origin)?.mode !== 'closed') return false;
  if (!(event instanceof MouseEvent)) return isFocusInside(shadowOf);
  return hitAt(event.clientX, event.clientY, shadowOf).elements.some(isOwnHost);
}
