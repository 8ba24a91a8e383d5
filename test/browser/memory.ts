import type { TestBrowser } from './browser.ts';
import type { ChromiumBrowser } from './chromium.ts';
import type { FirefoxBrowser } from './firefox.ts';
import { workerDebugger } from './worker-debugger.ts';

/** Memory in MB after a garbage collection. */
export interface Memory {
  /** Of the page in front, the content script included: in Firefox its whole process, in Chromium the heap of scripts and the DOM. */
  page(): Promise<number>;
  background(): Promise<number>;
}

const MB = 2 ** 20;

type Ask = (method: 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage') => Promise<object>;

interface HeapUsage {
  readonly usedSize?: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

async function heap(ask: Ask): Promise<number> {
  // Objects that are freed in one collection may have held others, which the next one frees.
  for (let round = 0; round < 3; round++) await ask('HeapProfiler.collectGarbage');
  const usage = (await ask('Runtime.getHeapUsage')) as HeapUsage;
  const { usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage;
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / MB;
}

async function chromiumMemory(browser: ChromiumBrowser, url: string): Promise<Memory> {
  const page = browser.context.pages().find((each) => each.url() === url)!;
  const session = await browser.context.newCDPSession(page);
  const background = await workerDebugger(browser);
  return { page: () => heap((method) => session.send(method)), background: () => heap(background.send) };
}

interface FirefoxWindow {
  readonly gBrowser: {
    readonly selectedBrowser: {
      readonly browsingContext: { readonly currentWindowGlobal: { readonly osPid: number } };
    };
  };
  readonly Services: {
    readonly obs: { notifyObservers(subject: null, topic: string): void };
    readonly prefs: { setIntPref(name: string, value: number): void };
  };
  readonly Cc: Record<string, { getService(as: unknown): Reporters }>;
  readonly Ci: { readonly nsIMemoryReporterManager: unknown };
}

interface Reporters {
  minimizeMemoryUsage(done: () => void): void;
  getReports(
    report: (process: string, path: string, kind: number, units: number, amount: number) => void,
    data: null,
    done: () => void,
    doneData: null,
    anonymous: boolean,
  ): void;
}

/** Explicitly allocated bytes by process, measured as about:memory does after "Minimize memory usage". */
async function reportsInFirefox(): Promise<{ page: number; background: number }> {
  const { Cc, Ci, Services, gBrowser } = globalThis as unknown as FirefoxWindow;
  const reporters = Cc['@mozilla.org/memory-reporter-manager;1']!.getService(Ci.nsIMemoryReporterManager);
  // The browser holds pages in the back/forward cache, so the cache is emptied.
  Services.prefs.setIntPref('browser.sessionhistory.max_total_viewers', 0);
  Services.obs.notifyObservers(null, 'child-mmu-request');
  await new Promise<void>((done) => reporters.minimizeMemoryUsage(done));
  await new Promise((done) => setTimeout(done, 500));
  const sums = { page: 0, background: 0 };
  const inPage = `(pid ${gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid})`;
  const count = (process: string, path: string, _kind: number, units: number, amount: number) => {
    if (units !== 0 || !path.startsWith('explicit/')) return;
    if (process.endsWith(inPage)) sums.page += amount;
    else if (process.startsWith('extension ')) sums.background += amount;
  };
  await new Promise<void>((done) => reporters.getReports(count, null, done, null, false));
  return sums;
}

function firefoxMemory(browser: FirefoxBrowser): Memory {
  const ask = () => browser.inside(reportsInFirefox);
  return { page: async () => (await ask()).page / MB, background: async () => (await ask()).background / MB };
}

/** Prepares to measure the page with this address, which has to be in front, and the background. */
export async function memoryOf(browser: TestBrowser, url: string): Promise<Memory> {
  return browser.name === 'chromium'
    ? chromiumMemory(browser as ChromiumBrowser, url)
    : firefoxMemory(browser as FirefoxBrowser);
}
