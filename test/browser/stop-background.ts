import type { TestBrowser } from './browser.ts';
import type { ChromiumBrowser } from './chromium.ts';
import { type FirefoxBrowser, GECKO_ID } from './firefox.ts';

async function stopInChromium({ context }: ChromiumBrowser): Promise<void> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { type, targetId } of targetInfos) {
    if (type === 'service_worker') await session.send('Target.closeTarget', { targetId });
  }
  await session.detach();
}

interface ExtensionsWindow {
  readonly WebExtensionPolicy: {
    getByID(id: string): { readonly extension: { terminateBackground(options: object): Promise<void> } };
  };
}

/** Runs in Firefox's own window. */
async function stopInFirefox(id: string): Promise<void> {
  const { WebExtensionPolicy } = globalThis as unknown as ExtensionsWindow;
  await WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true });
}

/** Stops the background, as the browser does when it has been idle for half a minute; the next event starts it again. */
export function stopBackground(browser: TestBrowser): Promise<void> {
  if (browser.name === 'chromium') return stopInChromium(browser as ChromiumBrowser);
  return (browser as FirefoxBrowser).inside(stopInFirefox, GECKO_ID);
}
