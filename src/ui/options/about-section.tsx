import { extensionVersion, openOwnPage } from '../../messages/which-tab.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';

/** Section with a link to the help, the version and the licence. */
export function AboutSection() {
  const words = useWords();
  return (
    <Section heading="sectionAbout">
      <p>{words.say('aboutHelp')}</p>
      <p>
        <button type="button" onClick={() => void openOwnPage('/check.html')}>
          {words.say('checkText')}
        </button>
      </p>
      <p class="quiet">{words.say('aboutVersion', extensionVersion())}</p>
    </Section>
  );
}
