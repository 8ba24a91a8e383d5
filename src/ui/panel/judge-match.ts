import type { Words } from '../../locale/words.ts';
import { askAgain } from '../../messages/channel.ts';
import type { JudgementScope } from '../../report/judgement.ts';
import { dismissedWords } from '../../report/judgement-words.ts';
import type { ToastSignal } from '../parts/toast.tsx';

/** What a judgement on a match needs: the tab, the match's id in it, and the toast that shows the outcome. */
export interface JudgementTarget {
  readonly tab: number;
  readonly id: string;
  readonly toast: ToastSignal;
}

// After a change of the page's text the user can try again; in all other cases storing has failed.
function failureWords(reason: string, words: Words): string {
  return words.say(reason === 'changed' ? 'judgeFailed' : 'judgeNotStored');
}

async function takeBack(tab: number, id: string): Promise<void> {
  const answer = await askAgain('view', { tab });
  const judgement = answer.ok ? answer.value.matches.find((match) => match.id === id)?.judgement : null;
  if (judgement) await askAgain('undo', { judgement });
}

/** Ignores a match, its essay or its site. The toast shows the outcome and can undo it. */
export async function ignoreMatch(
  { tab, id, toast }: JudgementTarget,
  scope: JudgementScope,
  words: Words,
): Promise<void> {
  const answer = await askAgain('dismiss', { tab, id, scope });
  toast.value = answer.ok
    ? { text: dismissedWords(scope, words), undo: () => takeBack(tab, id) }
    : { text: failureWords(answer.reason, words) };
}

/** Confirms a match with a note, which may be empty. The toast shows the outcome and can undo it. */
export async function confirmMatch({ tab, id, toast }: JudgementTarget, note: string, words: Words): Promise<void> {
  const answer = await askAgain('confirm', { tab, id, note });
  toast.value = answer.ok
    ? { text: words.say('confirmed'), undo: () => askAgain('confirm', { tab, id, note: null }) }
    : { text: failureWords(answer.reason, words) };
}
