import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The sets of colours in which a page may be drawn, as media that Playwright emulates. */
export const PAGE_COLOURS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** axe's rules whose outcome depends on colours, without the one of level AAA, which it leaves out by itself too. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

async function runAxe(page: Page, rules: string[] | null): Promise<string[]> {
  const violations = await page.evaluate(async (only) => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    const { violations: found } = await run(document, only === null ? {} : { runOnly: { type: 'rule', values: only } });
    return found.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
  }, rules);
  return violations.flatMap(({ id, at }) => at.map((html) => `${id}: ${html.slice(0, 200)}`));
}

/**
 * The violations that axe finds on a page, by all rules in light colours and by those of colours in dark and forced ones; one line for
 * each element: colours, rule and markup.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const findings: string[] = [];
  // The debugger bypasses the content security policy of the extension's pages, which allows no foreign script.
  await page.evaluate(axe.source);
  for (const [name, media] of Object.entries(PAGE_COLOURS)) {
    await page.emulateMedia(media);
    const found = await runAxe(page, name === 'light' ? null : OF_COLOURS);
    findings.push(...found.map((finding) => `${name}: ${finding}`));
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  return findings;
}

/** Where text is cut: a page wider than its window, and elements that hide part of their text, as lines with the markup. */
export function cutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth } = document.documentElement;
    if (document.documentElement.scrollWidth > clientWidth)
      found.push(`page ${document.documentElement.scrollWidth} > ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      if (element.closest('svg, .hidden-text, option, textarea, input')) continue;
      // A matrix scrolls in both directions, as data tables may (WCAG 2.2, 1.4.10).
      if (element.matches('.matrix')) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cutX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const cutY = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
      if ((cutX || cutY) && element.textContent !== '') found.push(element.outerHTML.slice(0, 120));
    }
    return found;
  });
}

/** Words of names and labels, and spans of years, that a line breaks in two, in the order of the page. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll('.phrase, .unbroken')].flatMap((one) => [...one.childNodes]);
    const range = new Range();
    return texts
      .filter((text) => {
        range.selectNodeContents(text);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
      })
      .map((text) => text.textContent ?? '');
  });
}
