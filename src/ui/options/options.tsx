import { changeSettings, type Settings } from '../../store/settings.ts';
import { settings as current } from '../parts/mount-page.tsx';
import { useWords } from '../parts/words-context.tsx';
import { AboutSection } from './about-section.tsx';
import { CorpusSection } from './corpus-section.tsx';
import { DataSection } from './data-section.tsx';
import { LanguageSection, SearchSection, ShortcutsSection } from './language-section.tsx';
import { MarksSection, MatchingSection } from './marks-section.tsx';
import { SitesSection } from './sites-section.tsx';
import './options.css';

/** The options page. Every change takes effect at once, also in open pages. */
export function Options() {
  const words = useWords();
  const settings = current.value;
  if (!settings) return null;
  const change = (part: Partial<Settings>) => changeSettings(part);
  return (
    <main class="options">
      <h1>
        {words.say('name')} · {words.say('optionsTitle')}
      </h1>
      <MarksSection settings={settings} change={change} />
      <MatchingSection settings={settings} change={change} />
      <SearchSection settings={settings} change={change} />
      <SitesSection settings={settings} change={change} />
      <LanguageSection settings={settings} change={change} />
      <ShortcutsSection />
      <DataSection />
      <CorpusSection />
      <AboutSection />
    </main>
  );
}
