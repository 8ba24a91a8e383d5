import type { ComparedSentence } from '../../report/comparison.ts';
import { kindStyleOf } from '../../store/settings.ts';
import { MarkSample } from '../parts/mark-sample.tsx';
import { settings } from '../parts/mount-page.tsx';
import { useWords } from '../parts/words-context.tsx';

function EssaySide({ sentence }: { readonly sentence: ComparedSentence }) {
  const words = useWords();
  const { source, similarity } = sentence;
  if (!source) return <p class="quiet">{words.say('noSentenceLike')}</p>;
  const facts = [
    words.say('placeInDocument', words.number(source.start + 1), words.number(source.end)),
    words.count('letters', sentence.letters),
    words.say('similarity', words.percent(similarity)),
  ];
  return (
    <details>
      <summary>{words.say('similarity', words.percent(similarity))}</summary>
      <p class="quiet">{facts.join(' · ')}</p>
    </details>
  );
}

/**
 * The page's sentences of a reworded match. Each has a folded part with the place, length and similarity of the essay's sentence
 * that is most like it.
 */
export function RewordedSentences({ sentences }: { readonly sentences: readonly ComparedSentence[] }) {
  const words = useWords();
  // All sentences are compared with one essay, so a colour by source would have no meaning.
  const look = settings.value ? kindStyleOf(settings.value) : '';
  return (
    <>
      <p class="quiet">{words.count('sentences', sentences.length)}</p>
      <ol class="sentences" lang="zh">
        {sentences.map((sentence, i) => (
          <li key={i}>
            <MarkSample look={look} kind="reworded">
              {sentence.page}
            </MarkSample>
            <EssaySide sentence={sentence} />
          </li>
        ))}
      </ol>
      <p class="quiet">{words.say('rewordedHint')}</p>
    </>
  );
}
