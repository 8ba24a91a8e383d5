import { browser } from 'wxt/browser';

/** A command and its keys as set in the browser. */
export interface Shortcut {
  readonly name: string;
  /** Empty if no keys are set. */
  readonly keys: string;
}

/** The extension's commands. */
export async function shortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands
    .filter(({ name }) => name !== undefined && !name.startsWith('_'))
    .map(({ name, shortcut }) => ({ name: name!, keys: shortcut ?? '' }));
}

/** Firefox has a method that opens its page of shortcuts; Chrome's page has an address. */
interface WithSettings {
  openShortcutSettings?(): Promise<void>;
}

/** Opens the browser's page where shortcuts are changed. */
export async function changeShortcuts(): Promise<void> {
  const commands = browser.commands as WithSettings;
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
