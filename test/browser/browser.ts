import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Where } from './allow.ts';

/** Where the built extensions lie. */
export const OUTPUT = process.env.EXTENSION_OUTPUT ?? resolve(import.meta.dirname, '../../.output');

/**
 * Makes sure that there is an extension to load.
 * @throws Error that says how to build it
 */
export function checkBuilt(folder: string, command: string): void {
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`No built extension in ${folder}. Run: ${command}`);
}

/** A page or frame under test. Functions are evaluated in the page's own JavaScript world, not the content script's. */
export interface TestFrame {
  url(): string;
  /** Runs a function in the page. The function is sent as source text, so it can use its argument, which has to be JSON, and nothing else of the test. */
  evaluate<T, A = undefined>(run: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
}

/** A tab under test. */
export interface TestPage extends TestFrame {
  goto(url: string): Promise<void>;
  frames(): readonly TestFrame[];
  bringToFront(): Promise<void>;
  screenshot(path: string): Promise<void>;
  keyboard: {
    type(text: string): Promise<void>;
    press(key: string): Promise<void>;
    down(key: string): Promise<void>;
    up(key: string): Promise<void>;
  };
  mouse: {
    click(x: number, y: number): Promise<void>;
    doubleClick(x: number, y: number): Promise<void>;
    move(x: number, y: number): Promise<void>;
  };
  close(): Promise<void>;
}

/** A running browser with the built extension in it. */
export interface TestBrowser {
  readonly name: 'chromium' | 'firefox';
  readonly version: string;
  /** Opens a tab. */
  open(url?: string): Promise<TestPage>;
  /** Installs the built extension into a browser that was started without it. */
  install(): Promise<void>;
  /** Address of a page of the extension, like `popup.html`. */
  extensionUrl(path: string): string;
  /** Allows or forbids the extension in saved pages or in private windows, as the user can. */
  allow(where: Where, allowed: boolean): Promise<void>;
  /** Opens a page in a private window. */
  openPrivate(url: string): Promise<TestPage>;
  /** Ends the browser as a crash does: from one moment to the next it writes nothing any more. Its profile is kept. */
  kill(): Promise<void>;
  /** Ends the browser, calls `last` with the folder of its profile, and removes the folder. */
  close(last?: (profile: string) => void): Promise<void>;
}

/** How to start a browser. */
export interface StartOptions {
  /** Folder of the built extension; none is loaded where it is `null`. */
  readonly extension?: string | null;
  readonly headed?: boolean;
  /** Folder of the profile, which is kept on closing; without it the browser gets one of its own. */
  readonly profile?: string;
  /** BCP 47 tag of the browser's language. */
  readonly language?: string;
  /** Opens the tabs again that the profile had open when its browser was closed; Chromium alone. */
  readonly restore?: boolean;
  /** Keeps the back/forward cache, which Playwright switches off in Chromium. */
  readonly backForwardCache?: boolean;
}

/**
 * Closes the first-run page, which opens soon after the start and would leave the pages under test in the background. Gives up
 * after `ms`.
 */
export async function closeWelcome(
  pages: () => Promise<readonly { url(): string; close(): Promise<void> }[]>,
  ms: number,
): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const welcome = (await pages()).find((page) => page.url().endsWith('/welcome.html'));
    if (welcome) return welcome.close();
    await new Promise((done) => setTimeout(done, 50));
  }
}
