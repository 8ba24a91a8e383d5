/*
 * The elements of ours that stand in a page while they are needed. Whoever reads the page has to pass them by: their words
 * are not the page's. Known by identity, so that nothing about them tells the page what they are.
 */

const hosts = new WeakSet<Element>();

/** Says that an element is ours. */
export function ownHost(host: Element): void {
  hosts.add(host);
}

/** Whether an element is ours. */
export function isOwnHost(element: Element): boolean {
  return hosts.has(element);
}
