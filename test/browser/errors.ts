import type { TestBrowser } from './browser.ts';
import type { ChromiumBrowser } from './chromium.ts';
import type { FirefoxBrowser } from './firefox.ts';
import { workerDebugger } from './worker-debugger.ts';

/** Tells what has been thrown and not caught so far, and what was written to the console as an error: by a page, by our content script in it, by the background. */
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

// The debugger's own events: they tell of content scripts too.
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
  readonly errorMessage: string;
}

/** Errors of scripts from the sources whose addresses begin so, as the browser's console lists them; the list is emptied. */
function errorsInFirefox(sources: readonly string[]): string[] {
  const { Services, Ci } = globalThis as unknown as FirefoxConsole;
  const isError = ({ flags, sourceName }: ScriptError) =>
    (flags & 1) === 0 && sources.some((source) => sourceName.startsWith(source));
  const found: string[] = [];
  for (const message of Services.console.getMessageArray()) {
    try {
      const error = message.QueryInterface(Ci.nsIScriptError);
      if (isError(error)) found.push(`${error.errorMessage} (${error.sourceName})`);
    } catch {
      // Another kind of message.
    }
  }
  return found;
}

async function firefoxErrors(browser: FirefoxBrowser, url: string): Promise<Errors> {
  const sources = [new URL(url).origin, browser.extensionUrl('')];
  await browser.inside(() => (globalThis as unknown as FirefoxConsole).Services.console.reset());
  return () => browser.inside(errorsInFirefox, sources);
}

/** Begins to listen to the page with this address. Firefox tells neither what is only written to the console nor of promises that a content script has rejected. */
export async function errorsOf(browser: TestBrowser, url: string): Promise<Errors> {
  return browser.name === 'chromium'
    ? chromiumErrors(browser as ChromiumBrowser, url)
    : firefoxErrors(browser as FirefoxBrowser, url);
}
