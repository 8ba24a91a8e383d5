import { browser } from 'wxt/browser';
import { tellPages } from '../../src/messages/channel.ts';
import { fetchFromPackHost } from '../../src/network/pack-hosts.ts';
import { isDue, nextDue, type UpdateTools, updatePack } from '../../src/packs/update.ts';
import { allowedHosts } from '../../src/store/packs/allowed-hosts.ts';
import { listSubscriptions } from '../../src/store/packs/subscriptions.ts';

const ALARM = 'pack-updates';

/** Browsers ring at most once in half a minute; a download that was stopped goes on after this long, in ms. */
const SOON = 60_000;

/** Sets the alarm for the next subscription that is due. Without a subscription no database is opened. */
async function schedule(): Promise<void> {
  const now = Date.now();
  const due = (await allowedHosts()).length === 0 ? null : nextDue(await listSubscriptions(), now);
  if (due === null) await browser.alarms.clear(ALARM);
  else await browser.alarms.create(ALARM, { when: Math.max(due, now + SOON) });
}

async function updateAll(addresses: readonly string[], tools: UpdateTools): Promise<void> {
  try {
    for (const address of addresses) await updatePack(address, tools);
  } finally {
    await schedule();
  }
}

async function dueNow(): Promise<string[]> {
  if ((await allowedHosts()).length === 0) return [];
  const now = Date.now();
  return (await listSubscriptions()).filter((one) => isDue(one, now)).map(({ address }) => address);
}

/**
 * Looks after subscriptions when they are due, also after the background was stopped. Returns the function that does so at the user's
 * request: for one address, or with null for all that are due.
 * @param installed called when a pack or a new version of it is installed
 */
export function keepPacksCurrent(installed: () => void): (address: string | null) => void {
  const changed = () => void tellPages('packs', {});
  const tools = { fetchFile: fetchFromPackHost, now: Date.now, changed, installed };
  const update = async (address: string | null) => {
    // Before the work, so that it goes on where the browser stops the background meanwhile.
    if (address !== null) await browser.alarms.create(ALARM, { when: Date.now() + SOON });
    await updateAll(address === null ? await dueNow() : [address], tools);
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void update(null);
  });
  // Firefox forgets alarms when it is closed.
  browser.runtime.onStartup.addListener(() => void schedule());
  return (address) => void update(address);
}
