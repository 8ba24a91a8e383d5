import { useId, useState } from 'preact/hooks';
import { askAgain } from '../../messages/channel.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import type { CompareStep } from '../../report/comparison.ts';
import { diffSteps } from '../../report/original-diff.ts';
import { FileButton } from '../parts/file-button.tsx';
import { readTextFile } from '../parts/read-text-file.ts';
import { useWords } from '../parts/words-context.tsx';
import { Aligned } from './aligned.tsx';

type Found = readonly CompareStep[] | 'none' | null;

/**
 * "Compare with the original": the user pastes or opens a text. Where its letters agree with what the index knows of the essay,
 * the essay's passage is shown beside the page's. The text is not stored.
 */
export function OriginalBox({
  tab,
  id,
  passage,
}: {
  readonly tab: number;
  readonly id: string;
  readonly passage: string;
}) {
  const words = useWords();
  const field = useId();
  const [found, setFound] = useState<Found>(null);
  const compare = async (text: string) => {
    if (text.trim() === '') return setFound(null);
    const answer = await askAgain('find-original', { tab, id, text: text.slice(0, MAX_PART_LENGTH) });
    setFound(answer.ok && answer.value !== null ? diffSteps(passage, answer.value) : 'none');
  };
  return (
    <details class="card original">
      <summary>{words.say('originalHeading')}</summary>
      <div class="stack">
        <p class="quiet">{words.say('originalHint')}</p>
        <label for={field}>{words.say('originalPaste')}</label>
        <textarea id={field} rows={3} lang="zh" onInput={(event) => void compare(event.currentTarget.value)} />
        <p>
          <FileButton
            label={words.say('originalOpen')}
            accept=".txt,.md,text/plain"
            take={async ([file]) => compare(await readTextFile(file))}
          />
        </p>
        <div role="status" class="stack">
          {found === 'none' && <p class="warn">{words.say('originalNone')}</p>}
          {found !== null && found !== 'none' && (
            <>
              <p class="quiet">{words.say('originalFound')}</p>
              <Aligned steps={found} />
            </>
          )}
        </div>
      </div>
    </details>
  );
}
