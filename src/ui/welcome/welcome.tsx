import { useEffect, useId, useState } from 'preact/hooks';
import type { WordKey } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import { MAX_PART_LENGTH } from '../../messages/protocol/exchange.ts';
import { essayName } from '../../report/essay-name.ts';
import type { TextView } from '../../report/page-view.ts';
import { styleOf } from '../../store/settings.ts';
import { MarkSample } from '../parts/mark-sample.tsx';
import { settings } from '../parts/mount-page.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import '../options/options.css';

/** How long typing rests before the text is checked, in ms. */
const REST_MS = 200;

function useChecked(text: string): { readonly text: string; readonly view: TextView } | null {
  const [checked, setChecked] = useState<{ text: string; view: TextView } | null>(null);
  useEffect(() => {
    const timer = setTimeout(async () => {
      const answer = await askBackground('check-text', { text });
      if (answer.ok) setChecked({ text, view: answer.value });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return checked;
}

/** A text with its marks. */
function Marked({ text, view }: { readonly text: string; readonly view: TextView }) {
  const look = settings.value ? styleOf(settings.value) : '';
  let at = 0;
  const pieces = view.marks.map((mark) => {
    const before = text.slice(at, mark.page.start);
    at = mark.page.end;
    return (
      <>
        {before}
        <MarkSample look={look} kind={mark.kind} title={essayName(mark)}>
          {text.slice(mark.page.start, mark.page.end)}
        </MarkSample>
      </>
    );
  });
  return (
    <p class="marked">
      {pieces}
      {text.slice(at)}
    </p>
  );
}

function LiveExample() {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const checked = useChecked(text);
  useEffect(() => {
    void fetch('/example.txt')
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
      <div class="card" lang="zh">
        {checked && <Marked text={checked.text} view={checked.view} />}
      </div>
      <p role="status">{figures ? result : ''}</p>
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

/** The first-run page: what is read, that nothing is sent, and an example to try. It asks nothing. */
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
