import { useEffect, useState } from 'preact/hooks';
import { askAgain } from '../../messages/channel.ts';
import type { TextView } from '../../report/page-view.ts';

/** Ms for which the text must be unchanged before it is checked, so that not every keystroke causes a check. */
const REST_MS = 200;

/** A text and the result of checking it. */
export interface CheckedText {
  readonly text: string;
  readonly view: TextView;
}

/** Checks a text when it has not changed for `REST_MS`. Returns the latest result; `null` before the first and for an empty text. */
export function useCheckedText(text: string): CheckedText | null {
  const [checked, setChecked] = useState<CheckedText | null>(null);
  useEffect(() => {
    let live = true;
    const timer = setTimeout(async () => {
      if (text === '') return setChecked(null);
      const answer = await askAgain('check-text', { text });
      if (live && answer.ok) setChecked({ text, view: answer.value });
    }, REST_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [text]);
  return checked;
}
