/*
 * A click belongs to the page first. What takes a click is told by its tag, its role, an attribute with a handler, a pointer
 * cursor, or by text that can be edited. Handlers that were added by script cannot be seen, but what they do can: they cancel
 * the event, stop it, or move the focus into a field.
 */

/** Elements that react to a click by themselves. */
const ACTIVE_TAGS =
  'a[href], area, button, input, select, textarea, label, summary, option, video, audio, embed, object';

/** The roles of WAI-ARIA that are operated by a click. */
const ACTIVE_ROLES = new Set(
  (
    'button link checkbox radio switch tab option menuitem menuitemcheckbox menuitemradio treeitem textbox searchbox ' +
    'combobox slider spinbutton gridcell scrollbar'
  ).split(' '),
);

const ACTIVE_ATTRIBUTES = [
  'onclick',
  'ondblclick',
  'onmousedown',
  'onmouseup',
  'onpointerdown',
  'onpointerup',
  'ontouchstart',
];

const FIELDS = 'input, textarea, select';

/** The element around a node as it is laid out: its slot, else its parent, else the host of its shadow tree. */
export function flatParentOf(node: Node): Element | undefined {
  const slot = (node as Element | Text).assignedSlot;
  if (slot) return slot;
  const parent = node.parentNode;
  if (parent instanceof Element) return parent;
  return parent instanceof ShadowRoot ? parent.host : undefined;
}

/** Whether an element's text can be edited. The prototype's method is called, as a form may have a field of any name. */
export function isEditable(element: Element): boolean {
  return Element.prototype.matches.call(element, ':read-write');
}

function takesClicks(element: Element): boolean {
  if (element.matches(ACTIVE_TAGS) || isEditable(element)) return true;
  const roles = element.getAttribute('role')?.toLowerCase().split(/\s+/) ?? [];
  return roles.some((role) => ACTIVE_ROLES.has(role)) || ACTIVE_ATTRIBUTES.some((name) => element.hasAttribute(name));
}

/** Whether a click on this element is meant for it or for an element around it. */
export function isForPage(target: Element): boolean {
  // The cursor is inherited: the innermost element tells it for all around it.
  if (getComputedStyle(target).cursor === 'pointer') return true;
  for (let at: Element | undefined = target; at; at = flatParentOf(at)) {
    // Handlers on the body and the root hear of all clicks; they do not say that the text is a button.
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
