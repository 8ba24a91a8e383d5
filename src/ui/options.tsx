import { changeSettings, type Settings } from '../store/settings.ts';
import { settings as current } from './mount-page.tsx';
import { DataSection } from './options-data.tsx';
import { LanguageSection, ShortcutsSection } from './options-language.tsx';
import { MarksSection, MatchingSection } from './options-marks.tsx';
import { SitesSection } from './options-sites.tsx';
import { useWords } from './words-context.tsx';
import './options.css';

/** The options: everything takes effect at once, in open pages too. */
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
      <SitesSection settings={settings} change={change} />
      <LanguageSection settings={settings} change={change} />
      <ShortcutsSection />
      <DataSection />
    </main>
  );
}
