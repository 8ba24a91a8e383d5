import { useEffect, useId, useState } from 'preact/hooks';
import type { Words } from '../../locale/words.ts';
import { MOST_SITES, type RefusedPattern, readPatterns } from '../../store/settings.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import type { SectionProps } from './marks-section.tsx';

function refusedWords({ typed, problem }: RefusedPattern, words: Words): string {
  return words.say('inBrackets', typed, words.say(`refused_${problem}`));
}

function Patterns(props: {
  readonly label: string;
  readonly patterns: readonly string[];
  readonly save: (patterns: string[]) => Promise<unknown>;
}) {
  const words = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const written = props.patterns.join('\n');
  useEffect(() => setTyped(written), [written]);
  const save = async () => {
    const { patterns, refused } = readPatterns(typed);
    if (patterns.length > MOST_SITES) return setSaid(words.say('tooManySites', words.number(MOST_SITES)));
    await props.save(patterns);
    setSaid(
      refused.length > 0
        ? words.say('refused', words.list(refused.map((one) => refusedWords(one, words))))
        : words.say('saved'),
    );
  };
  return (
    <div class="stack">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="row">
        <button type="button" onClick={() => void save()}>
          {words.say('save')}
        </button>
        <span role="status" class="quiet">
          {said}
        </span>
      </p>
    </div>
  );
}

/** Section for sites that are never or always checked. */
export function SitesSection({ settings, change }: SectionProps) {
  const words = useWords();
  return (
    <Section heading="sectionSites">
      <p class="quiet">{words.say('sitesHint')}</p>
      <Patterns label={words.say('never')} patterns={settings.never} save={(never) => change({ never })} />
      <Patterns label={words.say('always')} patterns={settings.always} save={(always) => change({ always })} />
    </Section>
  );
}
