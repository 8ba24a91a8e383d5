import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTab } from '../../src/content/run.ts';
import { markRules } from '../../src/mark/presets.ts';
import { serve, tellBackground } from '../../src/messages/channel.ts';
import css from '../marks.css?inline';
import { shadowOf } from './shadow.ts';

/*
 * The content script. The manifest names it (see wxt.config.ts), and not WXT's `defineContentScript`: that announces each start
 * by an event on the document, which the page can hear, and costs every page of the web a quarter of what starting costs.
 */

/** Where the script that runs in this world of the document is kept. No string: an element of the page with that id would be found there. */
const RUNNING: unique symbol = Symbol.for('deja-lu');
const world = globalThis as { [RUNNING]?: AbortController };

// Of rules for the same highlight the last holds; that of the flash is the sheet's own.
const rulesOf = (style: string): string => `${css}${markRules(style, '')}`;

const wire = {
  hello: (ask) => tellBackground('hello', ask),
  check: (ask) => tellBackground('check-part', ask),
  gone: (ask) => void tellBackground('gone', ask),
  describe: (ask) => tellBackground('describe', ask),
  act: (ask) => tellBackground('act', ask),
  picked: (ask) => tellBackground('picked', ask),
  // An extension that was updated or removed takes its id along.
  isCut: () => browser.runtime?.id === undefined,
  serve,
} satisfies Parameters<typeof startTab>[0]['wire'];

export default defineUnlistedScript(() => {
  // A page that was just loading when the extension was installed gets the script twice.
  world[RUNNING]?.abort();
  const running = new AbortController();
  world[RUNNING] = running;
  const shadowRules = import.meta.env.FIREFOX ? rulesOf : undefined;
  startTab({ wire, shadowOf, shadowRules }, running.signal);
});
