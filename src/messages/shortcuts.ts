import { browser } from 'wxt/browser';

/** A command and its keys, as the browser has them now. */
export interface Shortcut {
  readonly name: string;
  /** Empty where none is set. */
  readonly keys: string;
}

/** The extension's commands. */
export async function shortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands
    .filter(({ name }) => name !== undefined && !name.startsWith('_'))
    .map(({ name, shortcut }) => ({ name: name!, keys: shortcut ?? '' }));
}

/** Only Firefox opens its page of shortcuts for an extension; Chrome's has an address. */
interface WithSettings {
  openShortcutSettings?(): Promise<void>;
}

/** Opens the browser's page where shortcuts are changed. */
export async function changeShortcuts(): Promise<void> {
  const commands = browser.commands as WithSettings;
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
