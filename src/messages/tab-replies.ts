import * as v from 'valibot';
import type { Outcome } from './channel.ts';
import { MAX_PART_LENGTH } from './protocol/exchange.ts';
import type { ToTab } from './protocol/to-tab.ts';
import { Page, SpansOfText, Whole } from './schemas.ts';

/*
 * Validates what content scripts reply to the background, as the door does with what they ask: a page that has taken over its process
 * replies what it likes.
 */

/** Most contents of a kind that a document may report. */
const MAX_COUNT = 1_000_000;

const Count = v.pipe(Whole, v.maxValue(MAX_COUNT));

const replies: Record<keyof ToTab, v.GenericSchema> = {
  switched: v.null(),
  'show-match': v.boolean(),
  matches: v.null(),
  'read-part': v.nullable(
    v.object({
      scan: Whole,
      text: v.pipe(v.string(), v.maxLength(2 * MAX_PART_LENGTH)),
      main: v.nullable(SpansOfText),
    }),
  ),
  who: Page,
  'watch-selection': v.null(),
  'survey-unread': v.nullable(
    v.object({
      page: Page,
      frames: Count,
      isLarge: v.boolean(),
      pdfs: Count,
      canvases: Count,
      pictures: Count,
      hasOwnFont: v.boolean(),
    }),
  ),
};

/** The value of a content script's reply; `null` where it failed, or is not what the message asks for. */
export function repliedValue<K extends keyof ToTab>(name: K, outcome: Outcome<ToTab[K]>): ToTab[K]['reply'] | null {
  return outcome.ok && v.is(replies[name], outcome.value) ? outcome.value : null;
}
