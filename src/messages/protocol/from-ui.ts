import type { Comparison } from '../../report/comparison.ts';
import type { CorpusSummary } from '../../report/corpus-summary.ts';
import type { JudgementScope, Judgements } from '../../report/judgement.ts';
import type { PageView, TextView } from '../../report/page-view.ts';
import type { ReportText } from '../../report/report-text.ts';
import type { Exchange, MatchRef } from './exchange.ts';

/** Everything that the popup, the panel, the options and the first-run page may ask of the background. */
export interface FromUi {
  /** The results of a tab as they are known. Only reads, so it may be asked at every change. */
  readonly view: Exchange<{ readonly tab: number }, PageView>;
  /** Asks the tab's frames once whether they are still there, and forgets those that are not: asked before the first view of a tab. */
  readonly 'forget-removed-frames': Exchange<{ readonly tab: number }, null>;
  /** Has the tab's frames asked what of them cannot be read: views tell it from then on. */
  readonly 'survey-unread': Exchange<{ readonly tab: number }, null>;
  /** The next or previous match: shown in the tab. `null` where there is none. */
  readonly step: Exchange<{ readonly tab: number; readonly by: 1 | -1 }, MatchRef | null>;
  /** Shows a match on its page; `false` where it is no longer there. */
  readonly show: Exchange<{ readonly tab: number; readonly id: string }, boolean>;
  readonly 'switch-site': Exchange<{ readonly tab: number; readonly on: boolean }, null>;
  /** `changed`: the page's text is no longer the one that was checked. */
  readonly compare: Exchange<{ readonly tab: number; readonly id: string }, Comparison, 'changed'>;
  /**
   * The passage of a match as a text that the user has brought holds it, as far as its letters agree with the index; `null`
   * where they do not. The text is at most `MAX_PART_LENGTH` units and is not kept.
   */
  readonly 'find-original': Exchange<
    { readonly tab: number; readonly id: string; readonly text: string },
    string | null,
    'changed'
  >;
  /** Asks the user's search engine for a passage, in a new tab of this tab's window. */
  readonly 'search-web': Exchange<{ readonly tab: number; readonly text: string }, null>;
  /** The page's text for a report. `changed`: it is no longer the one that was checked. */
  readonly report: Exchange<{ readonly tab: number }, ReportText, 'changed'>;
  /** The result for the selected text is no longer wanted. */
  readonly 'close-selection': Exchange<{ readonly tab: number }, null>;
  /** Checks a text that the user typed or pasted into a page of ours; at most `MAX_PART_LENGTH` units. */
  readonly 'check-text': Exchange<{ readonly text: string }, TextView, 'index-unreadable'>;
  /** Not a match: this one, all of its essay, or all on its site. */
  readonly dismiss: Exchange<
    { readonly tab: number; readonly id: string; readonly scope: JudgementScope },
    null,
    'changed'
  >;
  /** Takes a judgement back. */
  readonly undo: Exchange<{ readonly judgement: string }, null>;
  /** Confirms a match with a note; `null` takes that back. */
  readonly confirm: Exchange<
    { readonly tab: number; readonly id: string; readonly note: string | null },
    null,
    'changed'
  >;
  /** Takes a confirmation back, by the key of its passage. */
  readonly unconfirm: Exchange<{ readonly note: string }, null>;
  /** What pages are compared with, for the options. */
  readonly corpus: Exchange<Record<string, never>, CorpusSummary, 'index-unreadable'>;
  /** Everything the user has said, for the options. */
  readonly judgements: Exchange<Record<string, never>, Judgements>;
  /** Adds what an export holds; the settings themselves are written by the options page. */
  readonly 'add-judgements': Exchange<Judgements, null>;
  readonly 'clear-judgements': Exchange<Record<string, never>, null>;
}
