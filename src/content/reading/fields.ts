import { asField, type Field, fieldOf } from '../../page/readable.ts';
import type { PageWatch } from '../../page/watch.ts';
import type { RecheckedElements } from './recheck.ts';

/** So many fields of a page are followed. */
const MOST = 100;

/** So many are asked in one turn: their values may be long. */
const AT_ONCE = 20;

/** Fields whose values are followed. */
export interface FollowedFields extends RecheckedElements {
  /** A field that may be read has been met, with the value that it has just now. */
  met(field: Field): void;
}

/** Notes what becomes of the values of fields: by typing at once, and by a script, which no event tells, when they are asked again. */
export function followFields(watch: PageWatch, wake: () => void, signal: AbortSignal): FollowedFields {
  const values = new Map<Field, string>();

  const compare = (field: Field) => {
    // A script may have made a password field of it, which is not looked at.
    const value = asField(field)?.value;
    if (value === values.get(field)) return;
    if (value === undefined) values.delete(field);
    else values.set(field, value);
    watch.note((changes) => changes.edited.add(field));
  };

  // In an open shadow tree the field itself is the first of the event's path, and its target is the host.
  const typed = (event: Event) => {
    const field = fieldOf(event.composedPath()[0]);
    if (!field) return;
    if (values.has(field)) values.set(field, field.value);
    watch.note((changes) => changes.edited.add(field));
  };
  document.addEventListener('input', typed, { capture: true, passive: true, signal });

  return {
    atOnce: AT_ONCE,
    isUrgent: false,
    hasAny: () => values.size > 0,
    met(field) {
      if (!values.has(field) && values.size >= MOST) return;
      values.set(field, field.value);
      wake();
    },
    *ask() {
      for (const field of values.keys()) {
        if (field.isConnected) compare(field);
        else values.delete(field);
        yield;
      }
    },
  };
}
