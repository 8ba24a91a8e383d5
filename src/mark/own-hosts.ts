/*
 * The elements that the extension has inserted into the page. Reading the page skips them, because their text is not the page's.
 * They are kept in a set, so that no attribute tells the page that they are the extension's.
 */

const XHTML = 'http://www.w3.org/1999/xhtml';

const hosts = new WeakSet<Element>();

/** Records an element as the extension's. */
export function ownHost(host: Element): void {
  hosts.add(host);
}

/** Whether an element is the extension's. */
export function isOwnHost(element: Element): boolean {
  return hosts.has(element);
}

/** Makes an HTML element in a document of any type: in SVG and XML documents `createElement` makes one without a style. */
export function htmlElement<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] {
  return document.createElementNS(XHTML, name) as HTMLElementTagNameMap[K];
}
