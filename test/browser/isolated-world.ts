import type { Page } from 'playwright-core';
import { marksUntil, type UiWorld } from './ui-world.ts';

/** Evaluates an expression where the content script runs, and waits for it. The value has to be plain JSON. */
export type EvaluateInside = (expression: string) => Promise<unknown>;

/**
 * Opens a page of the site that has marks, and gives a way to run script as our content script: as one would that has taken over the
 * process of the page. Chromium alone lets a debugger in there.
 */
export async function openInside(world: UiWorld, url: string): Promise<{ page: Page; inside: EvaluateInside }> {
  const page = await world.browser.context.newPage();
  const session = await world.browser.context.newCDPSession(page);
  const origin = world.browser.extensionUrl('').replace(/\/$/u, '');
  const contexts: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === origin) contexts.push(context.id);
  });
  await session.send('Runtime.enable');
  await page.goto(url);
  await marksUntil(page, (now) => now > 0);
  const contextId = contexts.at(-1)!;
  const inside: EvaluateInside = async (expression) => {
    const asked = { expression, contextId, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return { page, inside };
}
