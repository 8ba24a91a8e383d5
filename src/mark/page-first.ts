import { flatParentOf } from '../page/flat-tree.ts';
import type { ShadowOf } from '../page/tree.ts';

/*
 * A click belongs to the page first. An element is taken to handle clicks if its tag, its role or an attribute with a handler
 * says so, if it has a pointer cursor, takes part in the tab order, or contains editable text. Handlers that were added by script
 * cannot be detected, but their effects can: see `point.ts`.
 */

/** Elements that react to a click by themselves, or that keys are meant for once they are clicked. */
const ACTIVE_TAGS = [
  'a[*|href], area, button, input, select, textarea, label, summary, option, video, audio, embed, object',
  '[tabindex]:not([tabindex^="-"]), [aria-haspopup], [aria-expanded], [aria-pressed]',
].join();

/** The roles of WAI-ARIA that are operated by a click. */
const ACTIVE_ROLES = new Set(
  (
    'button link checkbox radio switch tab option menuitem menuitemcheckbox menuitemradio treeitem textbox searchbox ' +
    'combobox slider spinbutton gridcell scrollbar application'
  ).split(' '),
);

/** Names of attributes that hold a handler: `onclick` and, of frameworks that leave theirs in the page, `ng-click`, `@click.stop`. */
const HANDLER_NAME =
  /(?:^|[-:@])(?:on)?(?:(?:dbl)?click|tap|(?:mouse|pointer)(?:down|up)|touch(?:start|end))(?:[.:]|$)/;

/** Attributes whose value names the events that are handled: of Google's and Stimulus' pages, Knockout and hyperscript. */
const NAMING_EVENTS = ['jsaction', 'data-action', 'data-bind', '_'];

const CLICK_NAMED = /\b(?:click|tap|mousedown|pointerdown)\b/;

/** Elements for which htmx sends a request when they are clicked. */
const HTMX = '[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]';

const FIELDS = 'input, textarea, select';

/** Whether an element's text can be edited. The prototype's method is called, as a form may have a field of any name. */
export function isEditable(element: Element): boolean {
  return Element.prototype.matches.call(element, ':read-write');
}

function hasHandler(element: Element): boolean {
  if (element.getAttributeNames().some((name) => HANDLER_NAME.test(name)) || element.matches(HTMX)) return true;
  return NAMING_EVENTS.some((name) => CLICK_NAMED.test(element.getAttribute(name) ?? ''));
}

function takesClicks(element: Element): boolean {
  if (element.matches(ACTIVE_TAGS) || isEditable(element)) return true;
  const roles = element.getAttribute('role')?.toLowerCase().split(/\s+/) ?? [];
  return roles.some((role) => ACTIVE_ROLES.has(role)) || hasHandler(element);
}

/** Whether a click on this element is meant for it or for an element around it. */
export function isForPage(target: Element, shadowOf: ShadowOf): boolean {
  // The cursor is inherited, so the innermost element gives that of its ancestors too.
  if (getComputedStyle(target).cursor === 'pointer') return true;
  for (let at: Element | undefined = target; at; at = flatParentOf(at, shadowOf)) {
    // Handlers on the body and the root receive all clicks, so they do not mean that the text is a button.
    if (at === document.body || at === document.documentElement) return isEditable(at);
    if (takesClicks(at)) return true;
  }
  return false;
}

/** Whether the focus is where keys are typed: in a field or in editable text. Editors without either focus a hidden field. */
export function isTyping(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (document.designMode === 'on') return true;
  return active !== null && (active.matches(FIELDS) || isEditable(active));
}
