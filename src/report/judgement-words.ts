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

/** The user's judgement on a match in words, and whether its essay is one of the user's own; empty if there is neither. */
export function statusWords({ dismissed, note, own }: Verdict & { readonly own: boolean }, words: Words): string {
  if (dismissed !== null) return dismissedWords(dismissed, words);
  return words.list([...(own ? [words.say('ownMatch')] : []), ...(note === null ? [] : [words.say('confirmed')])]);
}
