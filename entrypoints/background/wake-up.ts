import { browser } from 'wxt/browser';

const ALARM = 'unfinished-checks';

/** The shortest period that browsers allow. It is also the time without events after which they stop a background. */
const PERIOD_MINUTES = 0.5;

/**
 * Makes the function that wants an alarm, or wants it no longer. The alarm starts the background where it was stopped, which goes on with
 * what was unfinished then, and keeps it from being stopped where it is at work. Call it in the background's first turn. What it makes never
 * rejects: no check fails because there is no alarm.
 */
export function makeWakeUp(): (on: boolean) => Promise<void> {
  let isWanted = false;
  // Not known at first: the last background may have set it.
  let isSet: boolean | undefined;
  const clear = async () => {
    isSet = false;
    await browser.alarms.clear(ALARM).catch(console.error);
  };
  // Cleared only when it rings: browsers write alarms to the disk, and a check is mostly done in some ms.
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM && isSet && !isWanted) void clear();
  });
  return async (on) => {
    isWanted = on;
    if (!on && isSet === undefined) await clear();
    if (!on || isSet) return;
    isSet = true;
    await browser.alarms.create(ALARM, { periodInMinutes: PERIOD_MINUTES }).catch(console.error);
  };
}
