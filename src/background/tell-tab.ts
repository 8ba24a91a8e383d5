import type { Outcome, tellTab } from '../messages/channel.ts';
import type { ToTab } from '../messages/protocol/to-tab.ts';
import { repliedValue } from '../messages/tab-replies.ts';
import type { TellTab } from './environment.ts';

/** Sends a message to content scripts, as `tellTab` in channel.ts does. */
export type SendToTab = typeof tellTab;

/** Makes the messages of the service to content scripts. What these reply is taken only where it is what was asked for. */
export function makeTellTab(send: SendToTab): TellTab {
  const ask = async <K extends keyof ToTab>(tab: number, frame: number, name: K, body: ToTab[K]['ask']) =>
    repliedValue(name, (await send({ tab, frame }, name, body as never)) as Outcome<ToTab[K]>);
  return {
    show: async (tab, match, open) => (await ask(tab, match.frame, 'show-match', { match, open })) ?? false,
    readPart: (tab, frame, part) => ask(tab, frame, 'read-part', { part }),
    matches: (tab, frame, news) => void send({ tab, frame }, 'matches', news),
    watchSelection: (tab) => void send({ tab }, 'watch-selection', {}),
    async survey(tab, frame, page) {
      const survey = await ask(tab, frame, 'survey-unread', {});
      return survey?.page === page ? survey : null;
    },
    lives: async (tab, frame, page) => (await ask(tab, frame, 'who', {})) === page,
  };
}
