import { defineContentScript } from 'wxt/utils/define-content-script';
import { markRules } from '../../src/mark/presets.ts';
import { serve, tellBackground } from '../../src/messages/channel.ts';
import { startTab } from '../../src/scan/tab.ts';
import { shadowOf } from './shadow.ts';
import './style.css';
import css from './style.css?inline';

// Of rules for the same highlight the last holds; that of the flash is the sheet's own.
const rulesOf = (style: string): string => `${css}${markRules(style, '')}`;

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  // The page would hear it. Of our other instances in a tab, those of today's versions hear the event beside it.
  noScriptStartedPostMessage: true,
  main(ctx) {
    const wire = {
      hello: (ask) => tellBackground('hello', ask),
      check: (ask) => tellBackground('check-part', ask),
      gone: (ask) => void tellBackground('gone', ask),
      describe: (ask) => tellBackground('describe', ask),
      act: (ask) => tellBackground('act', ask),
      picked: (ask) => tellBackground('picked', ask),
      serve,
    } satisfies Parameters<typeof startTab>[0]['wire'];
    const shadowRules = import.meta.env.FIREFOX ? rulesOf : undefined;
    startTab({ wire, shadowOf, shadowRules }, ctx.signal);
  },
});
