import { useEffect, useId, useState } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { changeShortcuts, type Shortcut, shortcuts } from '../../messages/shortcuts.ts';
import { isSearchAddress, LANGUAGES, type Settings } from '../../store/settings.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import type { SectionProps } from './marks-section.tsx';

/**
 * The words of each command by its name in the manifest. The manifest has descriptions too, but in the browser's language, which
 * need not be the interface's.
 */
const COMMANDS: Readonly<Record<string, WordKey>> = {
  'next-match': 'commandNext',
  'previous-match': 'commandPrevious',
  'toggle-marks': 'commandToggle',
  'open-panel': 'commandPanel',
};

const ORDER = Object.keys(COMMANDS);

// The browser sorts commands by name; here they are in the order of `COMMANDS`.
function inOrder(all: readonly Shortcut[]): Shortcut[] {
  return all.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

/** The name of each language in that language. */
const NAMES = { zh_CN: '简体中文', zh_TW: '繁體中文', en: 'English' } as const;

function Search({ settings, change }: SectionProps) {
  const words = useWords();
  const id = useId();
  const [typed, setTyped] = useState(settings.search);
  const good = isSearchAddress(typed);
  return (
    <div class="stack">
      <label for={id}>{words.say('search')}</label>
      <input
        id={id}
        type="text"
        spellcheck={false}
        value={typed}
        aria-invalid={!good}
        aria-describedby={`${id}-bad`}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={() => good && change({ search: typed })}
      />
      <p id={`${id}-bad`} role="status" class="warn">
        {good ? '' : words.say('searchBad')}
      </p>
    </div>
  );
}

/** Section for the address of the search engine. */
export function SearchSection(props: SectionProps) {
  return (
    <Section heading="sectionSearch">
      <Search {...props} />
    </Section>
  );
}

/** Section for the language of the interface. */
export function LanguageSection({ settings, change }: SectionProps) {
  const words = useWords();
  const id = useId();
  return (
    <Section heading="sectionLanguage">
      <p class="row">
        <label for={id}>{words.say('language')}</label>
        <select
          id={id}
          value={settings.language}
          onChange={(event) => change({ language: event.currentTarget.value as Settings['language'] })}
        >
          <option value="auto">{words.say('languageAuto')}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language.replace('_', '-')}>
              {NAMES[language]}
            </option>
          ))}
        </select>
      </p>
    </Section>
  );
}

/** Section that shows the commands and their keys, with a button to the browser's page where they are changed. */
export function ShortcutsSection() {
  const words = useWords();
  const [known, setKnown] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    const update = () => void shortcuts().then((all) => setKnown(inOrder(all)));
    update();
    addEventListener('focus', update);
    return () => removeEventListener('focus', update);
  }, []);
  return (
    <Section heading="sectionShortcuts">
      <dl class="pairs">
        {known.map(({ name, keys }) => (
          <div key={name}>
            <dt>{words.say(COMMANDS[name] ?? 'name')}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : words.say('shortcutNone')}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" onClick={() => void changeShortcuts()}>
          {words.say('shortcutsChange')}
        </button>
      </p>
    </Section>
  );
}
