import { asField, type Field, fieldOf } from '../../page/readable.ts';
import type { PageWatch } from '../../page/watch.ts';
import type { RecheckedElements } from './recheck.ts';

/** How many fields of a page are followed at most. */
const MOST_FIELDS = 100;

/** How many values are compared in one turn at most: they may be long. */
const AT_ONCE = 20;

/** The fields of a page whose values are compared again and again. */
export interface FollowedFields extends RecheckedElements {
  /** Begins to follow a field that may be read; its value has just been read. */
  met(field: Field): void;
}

/**
 * Reports changed values of fields to the watch: what is typed at once, and what a script or a form sets, for which there is no event,
 * when the values are compared again.
 */
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
      if (!values.has(field) && values.size >= MOST_FIELDS) return;
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
