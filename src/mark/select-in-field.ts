import type { Field } from '../page/readable.ts';
import { htmlElement } from './own-hosts.ts';
import { isTyping } from './page-first.ts';

/** Measures texts as a field draws them, in CSS pixels. */
function measureLike(field: Field): (text: string) => number {
  const { font, letterSpacing } = getComputedStyle(field);
  const context = htmlElement('canvas').getContext('2d')!;
  context.font = font;
  const spacing = Number.parseFloat(letterSpacing) || 0;
  return (text) => context.measureText(text).width + spacing * text.length;
}

function innerWidthOf(field: Field): number {
  const { paddingLeft, paddingRight } = getComputedStyle(field);
  return Math.max(1, field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight));
}

/** How many rows a text takes in a box of this width: a field has no ranges that could be measured. */
function rowsOf(text: string, width: number, measure: (text: string) => number): number {
  return text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(measure(line) / width)), 0);
}

function isTypingElsewhere(field: Field): boolean {
  return document.hasFocus() && isTyping() && !field.matches(':focus');
}

function scrollLine(field: Field, start: number): () => DOMRect {
  const before = measureLike(field)(field.value.slice(0, start));
  field.scrollLeft = Math.max(0, before - innerWidthOf(field) / 4);
  return () => field.getBoundingClientRect();
}

function scrollRows(field: Field, start: number): () => DOMRect {
  const measure = measureLike(field);
  const value = field.value;
  const width = innerWidthOf(field);
  const before = rowsOf(value.slice(0, start), width, measure) - 1;
  const all = rowsOf(value, width, measure);
  field.scrollTop = Math.max(0, (before / all) * field.scrollHeight - field.clientHeight / 3);
  return () => {
    const { left, top, width: across } = field.getBoundingClientRect();
    const row = field.scrollHeight / all;
    return new DOMRect(left, top + field.clientTop + before * row - field.scrollTop, across, row);
  };
}

/**
 * Selects a stretch of a field's value and scrolls the field to it. The field gets the focus, so that the selection is drawn, unless
 * the user is typing somewhere else on the page.
 * @param start UTF-16 offset in the value
 * @returns where the stretch begins, in the viewport as it is when that is called: about, as a field has no ranges
 */
export function selectInField(field: Field, start: number, end: number): () => DOMRect {
  if (!isTypingElsewhere(field)) field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  return field.localName === 'textarea' ? scrollRows(field, start) : scrollLine(field, start);
}
