import { askBackground } from '../../messages/channel.ts';
import type { PageView } from '../../report/page-view.ts';
import { useWords } from '../parts/words-context.tsx';
import { type PanelState, stepFrom, stepped } from './panel-state.ts';

/** Buttons for the previous and next match of the filtered list, and the position of the current one. */
export function Steps({ view, state }: { readonly view: PageView; readonly state: PanelState }) {
  const words = useWords();
  const matches = stepped(view, state);
  if (matches.length === 0) return null;
  const at = matches.findIndex(({ id }) => id === view.current);
  const step = (by: 1 | -1) => {
    const next = stepFrom(matches, view.current, by);
    if (next) void askBackground('show', { tab: view.tab, id: next.id });
  };
  const place = words.say('position', words.number(at + 1), words.number(matches.length));
  return (
    <div class="row spread steps">
      <span class="quiet">{at < 0 ? words.count('matches', matches.length) : place}</span>
      <span class="row">
        <button type="button" aria-label={words.say('previous')} title={words.say('previous')} onClick={() => step(-1)}>
          ↑
        </button>
        <button type="button" aria-label={words.say('next')} title={words.say('next')} onClick={() => step(1)}>
          ↓
        </button>
      </span>
    </div>
  );
}
