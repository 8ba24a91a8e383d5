import { useEffect, useId, useState } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import { packaged } from '../../network/packaged.ts';
import { useCheckedText } from '../parts/checked-text.ts';
import { ComparedLine } from '../parts/compared-line.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import '../options/options.css';

function LiveExample() {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const checked = useCheckedText(text);
  useEffect(() => {
    void packaged('/example.txt')
      .then((response) => response.text())
      .then((example) => setText(example.trim()));
  }, []);
  const figures = checked?.view.figures;
  const result =
    figures && figures.matches > 0
      ? words.say('welcomeTryResult', words.percent(figures.share), words.count('matches', figures.matches))
      : words.say('nothingFound');
  return (
    <div class="stack live">
      <div class="card">{checked && <MarkedText text={checked.text} view={checked.view} />}</div>
      <div role="status">
        <p>{figures ? result : ''}</p>
        {checked && <ComparedLine compared={checked.view.compared} />}
      </div>
      <label for={id}>{words.say('welcomeTryLabel')}</label>
      <textarea
        id={id}
        lang="zh"
        maxLength={MAX_PART_LENGTH}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}

const PARAGRAPHS: readonly (readonly [WordKey, WordKey])[] = [
  ['welcomeReadHeading', 'welcomeRead'],
  ['welcomeSentHeading', 'welcomeSent'],
  ['welcomeMeansHeading', 'welcomeMeans'],
];

/**
 * The page shown after the installation: what is read, that nothing is sent, and an example to try. It requires no answer from
 * the user.
 */
export function Welcome() {
  const words = useWords();
  return (
    <main class="welcome">
      <header class="stack">
        <h1>{words.say('name')}</h1>
        <p class="lead">{words.say('welcomeLead')}</p>
      </header>
      {PARAGRAPHS.map(([heading, text]) => (
        <section key={heading}>
          <h2>{words.say(heading)}</h2>
          <p>{words.say(text)}</p>
        </section>
      ))}
      <Section heading="welcomeTryHeading">
        <LiveExample />
      </Section>
      <p class="quiet">{words.say('welcomeNext')}</p>
    </main>
  );
}
