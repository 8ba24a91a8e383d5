import type { WordKey, Words } from '../locale/words.ts';
import type { JudgementScope, Verdict } from './judgement.ts';

const DISMISSED: Readonly<Record<JudgementScope, WordKey>> = {
  match: 'dismissedMatch',
  essay: 'dismissedEssay',
  site: 'dismissedSite',
};

/** The effect of a judgement of this scope in words, such as "this passage is ignored". */
export function dismissedWords(scope: JudgementScope, words: Words): string {
  return words.say(DISMISSED[scope]);
}

/** The user's judgement on a match in words; empty if there is none. */
export function statusWords({ dismissed, note }: Verdict, words: Words): string {
  if (dismissed !== null) return dismissedWords(dismissed, words);
  return note === null ? '' : words.say('confirmed');
}
