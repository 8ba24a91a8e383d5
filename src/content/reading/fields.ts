import { asField, type Field, fieldOf } from '../../page/readable.ts';
import type { PageWatch } from '../../page/watch.ts';
import type { RecheckedElements } from './recheck.ts';

/** Most fields of a page whose values are compared. */
const MOST_FIELDS = 100;

/** Most values that are compared in one turn: they may be long. */
const AT_ONCE = 20;

/** The fields of a page whose values are compared at intervals. */
export interface FollowedFields extends RecheckedElements {
  /** Starts to follow a field that may be read, whose value has just been read. */
  met(field: Field): void;
}

/**
 * Reports changed values of fields to the watch. Typing is reported by its event at once. A value that a script or a form sets
 * causes no event and is found when the values are compared.
 */
export function followFields(watch: PageWatch, wake: () => void, signal: AbortSignal): FollowedFields {
  const values = new Map<Field, string>();

  const compare = (field: Field) => {
    // A script may have turned it into a password field, whose value is never read.
    const value = asField(field)?.value;
    if (value === values.get(field)) return;
    if (value === undefined) values.delete(field);
    else values.set(field, value);
    watch.note((changes) => changes.edited.add(field));
  };

  // In an open shadow tree the field is the first element of the event's path, while the event's target is the host.
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
