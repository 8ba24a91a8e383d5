import type { Comparison } from '../../report/comparison.ts';
import type { CorpusSummary } from '../../report/corpus-summary.ts';
import type { JudgementScope } from '../../report/judgement.ts';
import type { PageView, TextView } from '../../report/page-view.ts';
import type { ReportText } from '../../report/report-text.ts';
import type { Exchange, MatchRef } from './exchange.ts';

/** The messages of popup, panel, options page and welcome page to the background. */
export interface FromUi {
  /** Requests the present results of a tab. It changes nothing, so it may be sent at every change. */
  readonly view: Exchange<{ readonly tab: number }, PageView>;
  /** Asks the tab's frames whether they still exist and forgets those that do not; sent before the first view of a tab. */
  readonly 'forget-removed-frames': Exchange<{ readonly tab: number }, null>;
  /** Asks the tab's frames what of them cannot be read; views contain the answer from then on. */
  readonly 'survey-unread': Exchange<{ readonly tab: number }, null>;
  /** Shows the next or previous match in the tab; `null` if there is none. */
  readonly step: Exchange<{ readonly tab: number; readonly by: 1 | -1 }, MatchRef | null>;
  /** Shows a match on its page; `false` if the page no longer has it. */
  readonly show: Exchange<{ readonly tab: number; readonly id: string }, boolean>;
  /** Switches the extension on or off for the site of the tab. */
  readonly 'switch-site': Exchange<{ readonly tab: number; readonly on: boolean }, null>;
  /** Compares a match with its source. `changed`: the page's text is no longer the one that was checked. */
  readonly compare: Exchange<{ readonly tab: number; readonly id: string }, Comparison, 'changed'>;
  /**
   * Finds the passage of a match in a text that the user supplies, as far as its letters agree with the index; `null` where they
   * do not. The text has at most `MAX_PART_LENGTH` UTF-16 units and is not stored.
   */
  readonly 'find-original': Exchange<
    { readonly tab: number; readonly id: string; readonly text: string },
    string | null,
    'changed'
  >;
  /** Searches the web for a passage with the user's search engine, in a new tab of this tab's window. */
  readonly 'search-web': Exchange<{ readonly tab: number; readonly text: string }, null>;
  /** Requests the page's text for a report. `changed`: it is no longer the one that was checked. */
  readonly report: Exchange<{ readonly tab: number }, ReportText, 'changed'>;
  /** Removes the result for the selected text. */
  readonly 'close-selection': Exchange<{ readonly tab: number }, null>;
  /** Checks a text that the user typed or pasted into a page of the extension; at most `MAX_PART_LENGTH` UTF-16 units. */
  readonly 'check-text': Exchange<{ readonly text: string }, TextView, 'index-unreadable'>;
  /** Stores the judgement "not a match": for this match, for all of its essay, or for all on its site. */
  readonly dismiss: Exchange<
    { readonly tab: number; readonly id: string; readonly scope: JudgementScope },
    null,
    'changed'
  >;
  /** Undoes a judgement. */
  readonly undo: Exchange<{ readonly judgement: string }, null>;
  /** Confirms a match with a note; with `null` the confirmation is removed. */
  readonly confirm: Exchange<
    { readonly tab: number; readonly id: string; readonly note: string | null },
    null,
    'changed'
  >;
  /** Removes a confirmation, by the key of its passage. */
  readonly unconfirm: Exchange<{ readonly note: string }, null>;
  /** Requests what pages are compared with, for the options page. */
  readonly corpus: Exchange<Record<string, never>, CorpusSummary, 'index-unreadable'>;
  /**
   * Takes the text of a tab's page, or what is selected on it, to the library page, where the user adds it. `false` if there is no
   * such text.
   */
  readonly 'add-to-library': Exchange<{ readonly tab: number; readonly what: 'page' | 'selection' }, boolean>;
  /** Reports that the library or a pack has changed: the background reads it again and checks open pages again. */
  readonly 'library-changed': Exchange<Record<string, never>, null>;
  /** Reports that a page has stored the judgements and notes of a file. They may be too many for a message. */
  readonly 'judgements-changed': Exchange<Record<string, never>, null>;
  /**
   * Looks after the subscription to a pack now; with `null` after those that are due, of which one may be new. It is answered at once; the
   * message `packs` tells pages of each step.
   */
  readonly 'update-packs': Exchange<{ readonly address: string | null }, null>;
  readonly 'clear-judgements': Exchange<Record<string, never>, null>;
}
