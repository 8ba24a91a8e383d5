import { useState } from 'preact/hooks';
import { askBackground } from '../../messages/channel.ts';
import { csvReport } from '../../report/csv.ts';
import { htmlReport } from '../../report/html.ts';
import { jsonReport } from '../../report/json.ts';
import type { PageView } from '../../report/page-view.ts';
import type { ReportText } from '../../report/report-text.ts';
import { type ReportInput, summaryLine } from '../../report/rows.ts';
import { saveFile } from '../parts/save-file.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';

const FORMATS = [
  { key: 'saveHtml', write: htmlReport, type: 'text/html', ending: 'html' },
  { key: 'saveJson', write: jsonReport, type: 'application/json', ending: 'json' },
  { key: 'saveCsv', write: csvReport, type: 'text/csv', ending: 'csv' },
] as const;

/** A file name from the page's title: what file systems refuse is left out. */
function fileName(view: PageView, when: Date, ending: string): string {
  const title =
    view.title
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'page';
  return `deja-lu ${title} ${when.toISOString().slice(0, 10)}.${ending}`;
}

/** Saves the page's result as HTML, JSON or CSV, and copies a line about it. */
export function SaveBar({ view }: { readonly view: PageView }) {
  const words = useWords();
  const [said, setSaid] = useState('');

  const withText = async (use: (text: ReportText) => Promise<void> | void) => {
    const answer = await askBackground('report', { tab: view.tab });
    if (answer.ok) await use(answer.value);
    else setSaid(words.say('reportChanged'));
  };
  const save = ({ write, type, ending }: (typeof FORMATS)[number]) =>
    withText((text) => {
      const input: ReportInput = { view, text, words, when: new Date() };
      saveFile(fileName(view, input.when, ending), type, write(input));
    });
  const copy = () =>
    withText(async ({ url }) => {
      await navigator.clipboard.writeText(summaryLine({ view, words }, url));
      setSaid(words.say('copied'));
    });
  return (
    <Section heading="saveReport">
      <p class="row">
        {FORMATS.map((format) => (
          <button key={format.key} type="button" onClick={() => void save(format)}>
            {words.say(format.key)}
          </button>
        ))}
        <button type="button" onClick={() => void copy()}>
          {words.say('copySummary')}
        </button>
      </p>
      <p role="status" class="quiet">
        {said}
      </p>
    </Section>
  );
}
