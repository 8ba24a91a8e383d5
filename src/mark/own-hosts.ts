/*
 * The elements of ours that stand in a page while they are needed. Whoever reads the page has to pass them by, because their
 * words are not the page's. They are known by identity, so that no attribute tells the page what they are.
 */

const XHTML = 'http://www.w3.org/1999/xhtml';

const hosts = new WeakSet<Element>();

/** Notes that an element is ours. */
export function ownHost(host: Element): void {
  hosts.add(host);
}

/** Whether an element is ours. */
export function isOwnHost(element: Element): boolean {
  return hosts.has(element);
}

/** Makes an HTML element in a document of any type: in SVG and XML documents `createElement` makes one without a style. */
export function htmlElement<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] {
  return document.createElementNS(XHTML, name) as HTMLElementTagNameMap[K];
}
