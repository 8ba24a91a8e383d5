import { signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { loadWords, type WordKey, type Words } from '../../locale/words.ts';
import { loadSettings, type Settings, watchSettings } from '../../store/settings.ts';
import { WordsContext } from './words-context.tsx';
import './tokens.css';
import './base.css';

/** The present settings, which all pages of the extension follow; `null` until they are loaded. */
export const settings = signal<Settings | null>(null);

const words = signal<Words | null>(null);

async function update(title: WordKey): Promise<void> {
  settings.value = await loadSettings();
  words.value = await loadWords(settings.value.language);
  document.documentElement.lang = words.value.tag;
  document.title = `${words.value.say(title)} · ${words.value.say('name')}`;
}

/** Renders a page of the extension in the user's language, and updates it when the settings change. */
export async function mountPage(title: WordKey, Page: ComponentType): Promise<void> {
  watchSettings(() => void update(title));
  await update(title);
  const Root = () => (
    <WordsContext.Provider value={words.value}>
      <Page />
    </WordsContext.Provider>
  );
  render(<Root />, document.body);
}
