import { signLines } from '../../report/sign-words.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { classFiles } from './class-state.ts';

/** Facts of files that are worth a look; nothing where there are none. */
export function Signs() {
  const words = useWords();
  const lines = signLines(classFiles.value, words);
  if (lines.length === 0) return null;
  return (
    <Section heading="signsHeading">
      <p class="quiet">{words.say('signsHint')}</p>
      <ul class="signs">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
