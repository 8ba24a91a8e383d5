import { useEffect, useState } from 'preact/hooks';
import { askAgain } from '../../messages/channel.ts';
import { openOwnPage } from '../../messages/which-tab.ts';
import type { CorpusDocument, CorpusSummary } from '../../report/corpus-summary.ts';
import { essayOrigin } from '../../report/essay-name.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';

function Document({ document }: { readonly document: CorpusDocument }) {
  const words = useWords();
  const { essays, kind } = document;
  const facts = [words.count('corpusDocument', essays), kind, essayOrigin(document)].filter((fact) => fact !== '');
  return (
    <li class="card">
      {document.title}
      <span class="quiet hint">{facts.join(' · ')}</span>
    </li>
  );
}

/** Section that shows what pages are compared with: documents, essays, dates, size and version of the index. */
export function CorpusSection() {
  const words = useWords();
  const [summary, setSummary] = useState<CorpusSummary | null>(null);
  useEffect(() => {
    void askAgain('corpus', {}).then((answer) => setSummary(answer.ok ? answer.value : null));
  }, []);
  if (!summary) return null;
  const { compared, letters, bytes, documents } = summary;
  const size = words.say(
    'corpusSize',
    words.number(compared.essays),
    words.number(compared.documents),
    words.count('letters', letters),
    `${words.number(Math.round(bytes / 1000))} kB`,
    compared.version,
  );
  return (
    <Section heading="sectionCorpus">
      <p>{size}</p>
      <p>
        <button type="button" onClick={() => void openOwnPage('/library.html')}>
          {words.say('openLibrary')}
        </button>
      </p>
      <ul class="stack corpus">
        {documents.map((document) => (
          <Document key={document.title} document={document} />
        ))}
      </ul>
    </Section>
  );
}
