import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { askAgain, serve } from '../../messages/channel.ts';
import { pageDoor } from '../../messages/door.ts';
import type { ToUi } from '../../messages/protocol/to-ui.ts';
import { followTab } from '../../messages/which-tab.ts';
import type { PageView } from '../../report/page-view.ts';

/** The results of a tab, as signals that are updated after every change. */
export interface TabView {
  readonly tab: ReadonlySignal<number | null>;
  /** `null` until the first answer. */
  readonly view: ReadonlySignal<PageView | null>;
  /** Requests the view again, for instance after a change that the user has made on this page. */
  refresh(): Promise<void>;
}

/** Whether a page has become checked since the view before. Then it can be surveyed for contents that cannot be read. */
function isNewlyChecked(now: PageView, before: PageView | null): boolean {
  // `open` surveys a tab by itself.
  if (now.state !== 'checked' || before?.tab !== now.tab) return false;
  return before.state !== 'checked' || before.page !== now.page;
}

/**
 * Follows the results of the tab that the address names, or of the active tab. Changes during a request cause one further request
 * after it.
 */
export function followView(search: string): TabView {
  const tab = signal<number | null>(null);
  const view = signal<PageView | null>(null);
  let asking = false;
  let again = false;

  const ask = async (): Promise<void> => {
    const of = tab.peek();
    if (of === null) return;
    const answer = await askAgain('view', { tab: of });
    if (!answer.ok || tab.peek() !== of) return;
    const before = view.peek();
    view.value = answer.value;
    if (isNewlyChecked(answer.value, before)) void askAgain('survey-unread', { tab: of });
  };
  const refresh = async (): Promise<void> => {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      await ask();
    }
    asking = false;
  };

  serve<Pick<ToUi, 'changed'>>(
    {
      changed: (message) => {
        if (message.tab === tab.peek()) void refresh();
        return { ok: true, value: null };
      },
    },
    undefined,
    pageDoor,
  );
  const open = async (): Promise<void> => {
    const of = tab.peek();
    if (of === null) return;
    // Before the first view of a page, so that removed frames do not count in it.
    await askAgain('forget-removed-frames', { tab: of });
    // At once, as contexts of the matches follow it, so that popup and panel change little after they are drawn.
    const surveyed = askAgain('survey-unread', { tab: of });
    await refresh();
    await surveyed;
  };
  effect(() => {
    if (tab.value !== null) void open();
  });
  void followTab(search, (found) => {
    if (found === tab.peek()) void open();
    tab.value = found;
  });
  return { tab, view, refresh };
}
