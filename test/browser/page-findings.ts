import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on a page, as lines that say what and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // By the debugger, so that our own policy, which lets no foreign script in, need not be weakened.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    return (await run(document)).violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
  });
  return violations.flatMap(({ id, at }) => at.map((html) => `${id}: ${html.slice(0, 200)}`));
}

/** What overflows: boxes wider than the page, and boxes that cut the text in them. */
export function cutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth } = document.documentElement;
    if (document.documentElement.scrollWidth > clientWidth)
      found.push(`page ${document.documentElement.scrollWidth} > ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      if (element.closest('svg, .hidden-text, option, textarea, input')) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cutX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const cutY = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
      if ((cutX || cutY) && element.textContent !== '') found.push(element.outerHTML.slice(0, 120));
    }
    return found;
  });
}
