import { browser } from 'wxt/browser';

interface FirefoxElement {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

// The elements that may have a shadow root: custom ones, and these.
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/** The shadow root of an element, closed ones too: both browsers hand those to extensions, each in its own way. */
export function shadowOf(element: Element): ShadowRoot | null {
  const name = element.localName;
  if (!HOSTS.has(name) && !name.includes('-')) return null;
  const inFirefox = (element as FirefoxElement).openOrClosedShadowRoot;
  if (inFirefox !== undefined) return inFirefox;
  return element.shadowRoot ?? browser.dom.openOrClosedShadowRoot(element as HTMLElement);
}
