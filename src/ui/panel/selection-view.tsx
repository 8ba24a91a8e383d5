import { askBackground } from '../../messages/channel.ts';
import { essayName } from '../../report/essay-name.ts';
import type { SelectionView as Selection } from '../../report/page-view.ts';
import { useWords } from '../parts/words-context.tsx';

/** The result of checking the selected text. It is shown until it is closed, independent of the page's own state. */
export function SelectionView({ tab, selection }: { readonly tab: number; readonly selection: Selection }) {
  const words = useWords();
  const { figures, marks } = selection.view;
  const names = [...new Set(marks.map(essayName))];
  return (
    <section class="card stack" aria-labelledby="selection" role="status">
      <p class="row spread">
        <strong id="selection">{words.say('selectionHeading')}</strong>
        <button type="button" class="plain" onClick={() => void askBackground('close-selection', { tab })}>
          {words.say('close')}
        </button>
      </p>
      <p class="quiet">{selection.excerpt}</p>
      <p>
        {figures.matches === 0
          ? words.say('selectionNothing')
          : words.say('welcomeTryResult', words.percent(figures.share), words.count('matches', figures.matches))}
      </p>
      {figures.own.matches > 0 && <p>{words.count('ownFound', figures.own.matches)}</p>}
      {names.length > 0 && (
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
