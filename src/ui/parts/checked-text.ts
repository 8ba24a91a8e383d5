import { useEffect, useState } from 'preact/hooks';
import { askBackground } from '../../messages/channel.ts';
import type { TextView } from '../../report/page-view.ts';

/** How long typing rests before the text is checked, in ms. */
const REST_MS = 200;

/** A text and what checking it gave. */
export interface CheckedText {
  readonly text: string;
  readonly view: TextView;
}

/** Checks a text whenever it has rested for a moment; the last answer, `null` before the first. An empty text has none. */
export function useCheckedText(text: string): CheckedText | null {
  const [checked, setChecked] = useState<CheckedText | null>(null);
  useEffect(() => {
    let live = true;
    const timer = setTimeout(async () => {
      if (text === '') return setChecked(null);
      const answer = await askBackground('check-text', { text });
      if (live && answer.ok) setChecked({ text, view: answer.value });
    }, REST_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [text]);
  return checked;
}
