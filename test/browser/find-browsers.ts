import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canInstall, install, onPath } from '../debian.ts';

/*
 * Finds the browsers that the tests and the demo run in. Branded Chrome does not load unpacked extensions from the command
 * line since 137, so Chromium and Chrome for Testing come first. On a bare Debian or Ubuntu, as root, what is missing is installed.
 */

/** A browser family that the extension is built for. */
export type BrowserName = 'chromium' | 'firefox';

const VARIABLE = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' } as const;

const COMMANDS = {
  chromium: ['chromium', 'chromium-browser', 'chrome-for-testing', 'microsoft-edge', 'microsoft-edge-stable'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
} as const;

const PLACES = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    'C:/Program Files/Mozilla Firefox/firefox.exe',
  ],
} as const;

const PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' } as const;

// Browsers that `npx playwright install chromium` or `npx @puppeteer/browsers install chrome` have put into the cache.
function cached(name: BrowserName): string[] {
  if (name !== 'chromium') return [];
  const playwright = join(homedir(), '.cache/ms-playwright');
  const puppeteer = join(homedir(), '.cache/puppeteer/chrome');
  const below = (folder: string, inside: readonly string[]) =>
    existsSync(folder) ? readdirSync(folder).flatMap((each) => inside.map((path) => join(folder, each, path))) : [];
  return [
    ...below(playwright, ['chrome-linux/chrome', 'chrome-linux64/chrome']),
    ...below(puppeteer, ['chrome-linux64/chrome']),
  ];
}

/** The path of an installed browser: what CHROME_PATH or FIREFOX_PATH says, else the first that is found. */
export function findBrowser(name: BrowserName): string | undefined {
  const told = process.env[VARIABLE[name]];
  if (told) return told;
  const commands = COMMANDS[name].map(onPath).filter((path) => path !== undefined);
  return [...commands, ...PLACES[name], ...cached(name)].find((path) => existsSync(path));
}

/** Words that say how to get a browser that was not found. */
export function howToGet(name: BrowserName): string {
  const what = name === 'chromium' ? 'Chromium, Chrome for Testing or Edge' : 'Firefox';
  const why = name === 'chromium' ? ' (not Google Chrome: since 137 it loads no unpacked extension)' : '';
  return (
    `No ${what} found. Install it${why}, on Debian and Ubuntu with: apt-get install ${PACKAGES[name]} fonts-noto-cjk\n` +
    `or set ${VARIABLE[name]} to its path.`
  );
}

/**
 * The path of a browser, installed first where that can be done.
 * @throws Error that says what to install
 */
export function browserPath(name: BrowserName): string {
  const found = findBrowser(name);
  if (found) return found;
  if (canInstall()) install([PACKAGES[name], 'fonts-noto-cjk']);
  const path = findBrowser(name);
  if (!path) throw new Error(howToGet(name));
  return path;
}

if (import.meta.main) {
  for (const name of ['chromium', 'firefox'] as const) console.log(`${name}: ${browserPath(name)}`);
}
