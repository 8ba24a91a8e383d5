import type { TestBrowser } from './browser.ts';
import type { ChromiumBrowser } from './chromium.ts';
import type { FirefoxBrowser } from './firefox.ts';
import { workerDebugger } from './worker-debugger.ts';

/** Returns the uncaught errors and console errors so far, of a page, of the content script in it, and of the background. */
export type Errors = () => Promise<readonly string[]>;

interface Thrown {
  readonly exceptionDetails?: { readonly text?: string; readonly exception?: { readonly description?: string } };
}

interface Written {
  readonly type?: string;
  readonly args?: readonly { readonly value?: unknown; readonly description?: string }[];
}

function thrownWords({ exceptionDetails }: Thrown): string {
  return exceptionDetails?.exception?.description ?? exceptionDetails?.text ?? 'thrown';
}

function writtenWords({ args = [] }: Written): string {
  return args.map(({ value, description }) => description ?? String(value)).join(' ');
}

// Playwright's events leave out content scripts; the debugger's own events include them.
async function chromiumErrors(browser: ChromiumBrowser, url: string): Promise<Errors> {
  const found: string[] = [];
  const onThrown = (what: object) => void found.push(thrownWords(what));
  const onWritten = (what: object) => {
    if ((what as Written).type === 'error') found.push(writtenWords(what));
  };
  const page = browser.context.pages().find((each) => each.url() === url)!;
  const session = await browser.context.newCDPSession(page);
  session.on('Runtime.exceptionThrown', onThrown);
  session.on('Runtime.consoleAPICalled', onWritten);
  await session.send('Runtime.enable');
  const background = await workerDebugger(browser);
  background.on('Runtime.exceptionThrown', onThrown);
  background.on('Runtime.consoleAPICalled', onWritten);
  await background.send('Runtime.enable');
  return async () => found;
}

interface FirefoxConsole {
  readonly Services: {
    readonly console: {
      getMessageArray(): readonly { QueryInterface(as: unknown): ScriptError; readonly message: string }[];
      reset(): void;
    };
  };
  readonly Ci: { readonly nsIScriptError: unknown };
}

interface ScriptError {
  readonly flags: number;
  readonly sourceName: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
  readonly errorMessage: string;
}

/** The errors in the browser console of scripts whose addresses begin with one of the sources; runs in the browser's own window. */
function errorsInFirefox(sources: readonly string[]): string[] {
  const { Services, Ci } = globalThis as unknown as FirefoxConsole;
  const isError = ({ flags, sourceName }: ScriptError) =>
    (flags & 1) === 0 && sources.some((source) => sourceName.startsWith(source));
  const found: string[] = [];
  for (const message of Services.console.getMessageArray()) {
    try {
      const error = message.QueryInterface(Ci.nsIScriptError);
      const { sourceName, lineNumber, columnNumber } = error;
      if (isError(error)) found.push(`${error.errorMessage} (${sourceName}:${lineNumber}:${columnNumber})`);
    } catch {
      // The message is not about a script.
    }
  }
  return found;
}

async function firefoxErrors(browser: FirefoxBrowser, url: string): Promise<Errors> {
  const sources = [new URL(url).origin, browser.extensionUrl('')];
  await browser.inside(() => (globalThis as unknown as FirefoxConsole).Services.console.reset());
  return () => browser.inside(errorsInFirefox, sources);
}

/** Begins to record the errors of the page with this address. Firefox reports neither console errors nor promises rejected in a content script. */
export async function errorsOf(browser: TestBrowser, url: string): Promise<Errors> {
  return browser.name === 'chromium'
    ? chromiumErrors(browser as ChromiumBrowser, url)
    : firefoxErrors(browser as FirefoxBrowser, url);
}
