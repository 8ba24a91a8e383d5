import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { beginLife, startForEachDocument } from '../../src/content/early-start.ts';
import { startTab } from '../../src/content/run.ts';
import { markRules } from '../../src/mark/presets.ts';
import { serve, tellBackground } from '../../src/messages/channel.ts';
import css from '../marks.css?inline';
import { shadowOf } from './shadow.ts';

/*
 * The content script. The manifest names it (see wxt.config.ts), and not WXT's `defineContentScript`: that announces each start
 * by an event on the document, which the page can hear, and costs every page of the web a quarter of what starting costs.
 */

// Of rules for the same highlight the last holds; that of the flash is the sheet's own.
const rulesOf = (style: string): string => `${css}${markRules(style, '')}`;

const wire = {
  handshake: (ask) => tellBackground('handshake', ask),
  check: (ask) => tellBackground('check-part', ask),
  gone: (ask) => void tellBackground('gone', ask),
  unselected: (ask) => void tellBackground('unselected', ask),
  contexts: (ask) => void tellBackground('passage-contexts', ask),
  describe: (ask) => tellBackground('describe', ask),
  act: (ask) => tellBackground('act', ask),
  picked: (ask) => tellBackground('picked', ask),
  // An extension that was updated or removed takes its id along.
  isCut: () => browser.runtime?.id === undefined,
  serve,
} satisfies Parameters<typeof startTab>[0]['wire'];

export default defineUnlistedScript(() => {
  const life = beginLife();
  if (!life) return;
  const shadowRules = import.meta.env.FIREFOX ? rulesOf : undefined;
  startForEachDocument((signal) => startTab({ wire, shadowOf, shadowRules }, signal), life);
});
