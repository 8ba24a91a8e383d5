import { askAgain } from '../../messages/channel.ts';
import { csvReport } from '../../report/csv.ts';
import { htmlReport } from '../../report/html.ts';
import { jsonReport } from '../../report/json.ts';
import type { PageView } from '../../report/page-view.ts';
import type { ReportText } from '../../report/report-text.ts';
import { type ReportInput, summaryLine } from '../../report/rows.ts';
import { copyText } from '../parts/copy-text.ts';
import { Menu } from '../parts/menu.tsx';
import { saveFile } from '../parts/save-file.ts';
import type { ToastSignal } from '../parts/toast.tsx';
import { useWords } from '../parts/words-context.tsx';

const FORMATS = [
  { key: 'saveHtml', write: htmlReport, type: 'text/html', ending: 'html' },
  { key: 'saveJson', write: jsonReport, type: 'application/json', ending: 'json' },
  { key: 'saveCsv', write: csvReport, type: 'text/csv', ending: 'csv' },
] as const;

/** A file name from the page's title, without characters that file systems refuse. */
function fileName(view: PageView, when: Date, ending: string): string {
  const title =
    view.title
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'page';
  return `deja-lu ${title} ${when.toISOString().slice(0, 10)}.${ending}`;
}

/** The menu that saves the page's result as HTML, JSON or CSV, and copies a summary line. Failures are shown in a toast. */
export function SaveMenu({ view, toast }: { readonly view: PageView; readonly toast: ToastSignal }) {
  const words = useWords();
  const withText = async (use: (text: ReportText) => Promise<void> | void) => {
    const answer = await askAgain('report', { tab: view.tab });
    if (answer.ok) await use(answer.value);
    else toast.value = { text: words.say('reportChanged') };
  };
  const save = ({ write, type, ending }: (typeof FORMATS)[number]) =>
    withText((text) => {
      const input: ReportInput = { view, text, words, when: new Date() };
      saveFile(fileName(view, input.when, ending), type, write(input));
    });
  const copy = () =>
    withText(async ({ url }) => {
      toast.value = { text: words.say(await copyText(summaryLine({ view, words }, url))) };
    });
  const items = FORMATS.map((format) => ({ label: words.say(format.key), act: () => void save(format) }));
  return (
    <Menu
      label={words.say('saveMenu')}
      items={[...items, { label: words.say('copySummary'), act: () => void copy() }]}
    />
  );
}
