import type { Environment } from '../environment.ts';
import type { PagePlace } from './results.ts';

/** Gives the style of marks to the frames in which something was found, once to each page. */
export interface GivenStyles {
  /** Resolves when the page has this style. After the background was stopped it is given once more, which changes nothing. */
  give(tab: number, place: PagePlace, style: string): Promise<void>;
  /** Forgets a closed tab. */
  forget(tab: number): void;
}

/** Makes the record of which pages have which style. */
export function makeGivenStyles({ styleFrame }: Pick<Environment, 'styleFrame'>): GivenStyles {
  const given = new Map<number, Map<number, { readonly of: string; readonly done: Promise<void> }>>();
  return {
    give(tab, { page, frame }, style) {
      const frames = given.get(tab) ?? new Map();
      given.set(tab, frames);
      const of = `${page} ${style}`;
      const before = frames.get(frame);
      if (before?.of === of) return before.done;
      const done = styleFrame(tab, frame, style);
      frames.set(frame, { of, done });
      return done;
    },
    forget: (tab) => void given.delete(tab),
  };
}
