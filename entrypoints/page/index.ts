import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { beginLife, startForEachDocument } from '../../src/content/early-start.ts';
import { startTab } from '../../src/content/run.ts';
import css from '../../src/mark/marks.css?inline';
import { markRules } from '../../src/mark/presets.ts';
import { serve, tellBackground } from '../../src/messages/channel.ts';
import { shadowOf } from './shadow.ts';

/*
 * The content script. It is listed in the manifest (see wxt.config.ts) instead of using WXT's `defineContentScript`, which
 * announces each start by an event on the document. A page could observe that event, and dispatching it is a quarter of the cost
 * of a start on every page.
 */

// The rules of the style come last, as the last of several rules for the same highlight applies; the rule for the flash is only
// in the sheet.
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
  // When the extension is updated or removed, its old content scripts lose the runtime id.
  isCut: () => browser.runtime?.id === undefined,
  serve,
} satisfies Parameters<typeof startTab>[0]['wire'];

/** Starts the content script, once in each document and again when a script writes the document anew. */
export default defineUnlistedScript(() => {
  const life = beginLife();
  if (!life) return;
  const adoptedRules = import.meta.env.FIREFOX ? rulesOf : undefined;
  startForEachDocument(
    (signal) => startTab({ wire, shadowOf, adoptedRules, outlivesPage: import.meta.env.FIREFOX }, signal),
    life,
  );
});
