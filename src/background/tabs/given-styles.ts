import type { Environment } from '../environment.ts';
import type { PagePlace } from './results.ts';

/** Gives the style of marks to the frames in which something was found, once to each page. */
export interface GivenStyles {
  /** Gives a page this style, unless it has it. After the background was stopped it is given once more, which changes nothing. */
  give(tab: number, place: PagePlace, style: string): void;
  /** Forgets a closed tab. */
  forget(tab: number): void;
}

/** Makes the record of which pages have which style. */
export function makeGivenStyles({ styleFrame }: Pick<Environment, 'styleFrame'>): GivenStyles {
  const given = new Map<number, Map<number, string>>();
  return {
    give(tab, { page, frame }, style) {
      const frames = given.get(tab) ?? new Map<number, string>();
      given.set(tab, frames);
      const pageStyle = `${page} ${style}`;
      if (frames.get(frame) === pageStyle) return;
      frames.set(frame, pageStyle);
      styleFrame(tab, frame, style);
    },
    forget: (tab) => void given.delete(tab),
  };
}
