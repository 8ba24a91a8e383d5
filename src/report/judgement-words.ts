import type { WordKey, Words } from '../locale/words.ts';
import type { JudgementScope, Verdict } from './judgement.ts';

const DISMISSED: Readonly<Record<JudgementScope, WordKey>> = {
  match: 'dismissedMatch',
  essay: 'dismissedEssay',
  site: 'dismissedSite',
};

/** What a judgement of this scope did, in words: "this passage is ignored". */
export function dismissedWords(scope: JudgementScope, words: Words): string {
  return words.say(DISMISSED[scope]);
}

/** What the user has said of a match, in words; empty where nothing was said. */
export function statusWords({ dismissed, note }: Verdict, words: Words): string {
  if (dismissed !== null) return dismissedWords(dismissed, words);
  return note === null ? '' : words.say('confirmed');
}
