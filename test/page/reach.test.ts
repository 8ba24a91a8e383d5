import { describe, expect, test } from 'vitest';
import { isWithinReach } from '../../src/page/reach.ts';
import type { Surroundings } from '../../src/page/surroundings.ts';

const SCROLLS = {
  overflowX: 'auto',
  overflowY: 'auto',
  display: 'block',
  flexDirection: 'row',
  direction: 'ltr',
  writingMode: 'horizontal-tb',
};

function rect(left: number, top: number, width: number, height: number): DOMRect {
  return { left, top, width, height, right: left + width, bottom: top + height } as DOMRect;
}

/** A box of 100 by 100 px at (500, 500), not scrolled, with contents three times as wide and as high. */
function boxWith(style: Partial<typeof SCROLLS>): Surroundings {
  const element = {
    getBoundingClientRect: () => rect(500, 500, 100, 100),
    ...{ clientWidth: 100, clientHeight: 100, scrollWidth: 300, scrollHeight: 300, scrollLeft: 0, scrollTop: 0 },
  };
  const clip = { element, style: { ...SCROLLS, ...style }, outer: undefined };
  return { inFlow: { clip, isSlid: true }, isFixed: false } as unknown as Surroundings;
}

const PLACES = { above: rect(510, 350, 50, 20), below: rect(510, 700, 50, 20), left: rect(350, 510, 50, 20) };

const TABLE: readonly (readonly [what: string, style: Partial<typeof SCROLLS>, reached: string])[] = [
  ['a block', {}, 'below'],
  ['a column', { display: 'flex', flexDirection: 'column' }, 'below'],
  ['a reversed column', { display: 'flex', flexDirection: 'column-reverse' }, 'above'],
  ['a reversed row', { display: 'inline-flex', flexDirection: 'row-reverse' }, 'below left'],
  ['a block from right to left', { direction: 'rtl' }, 'below left'],
  ['a reversed row from right to left', { display: 'flex', flexDirection: 'row-reverse', direction: 'rtl' }, 'below'],
  ['a reversed column that is no flex container', { flexDirection: 'column-reverse' }, 'below'],
  [
    'a reversed column of vertical lines',
    { display: 'flex', flexDirection: 'column-reverse', writingMode: 'vertical-lr' },
    'below left',
  ],
];

describe('the sides on which overflow can be scrolled to', () => {
  test.each(TABLE)('in %s', (_what, style, reached) => {
    const surroundings = boxWith(style);
    const places = Object.entries(PLACES).filter(([, place]) => isWithinReach(place, surroundings));
    expect(places.map(([name]) => name).join(' ')).toBe(reached);
  });
});
