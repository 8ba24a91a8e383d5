import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { makeWakeUp } from '../../entrypoints/background/wake-up.ts';

/*
 * The alarm that starts the background again where it was stopped during a check.
 */

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

const alarms = async () => (await fakeBrowser.alarms.getAll()).map(({ name }) => name);

async function ring(): Promise<void> {
  for (const alarm of await fakeBrowser.alarms.getAll()) await fakeBrowser.alarms.onAlarm.trigger(alarm);
}

it('is set once for all checks that follow one another, and cleared when it rings while there are none', async () => {
  const create = vi.spyOn(fakeBrowser.alarms, 'create');
  const wakeUp = makeWakeUp();
  for (const on of [true, false, true, false]) await wakeUp(on);
  expect(create).toHaveBeenCalledTimes(1);
  expect(await alarms()).toEqual(['unfinished-checks']);
  await ring();
  expect(await alarms()).toEqual([]);
  await wakeUp(true);
  expect(await alarms()).toEqual(['unfinished-checks']);
});

it('rings on while a check goes on', async () => {
  const wakeUp = makeWakeUp();
  await wakeUp(true);
  await ring();
  expect(await alarms()).toEqual(['unfinished-checks']);
});

it('that an earlier background has set is cleared by one that has nothing to do, and not by its ring before', async () => {
  await makeWakeUp()(true);
  const wakeUp = makeWakeUp();
  await ring();
  expect(await alarms()).toEqual(['unfinished-checks']);
  await wakeUp(false);
  expect(await alarms()).toEqual([]);
});

it('leaves the alarms of others', async () => {
  await fakeBrowser.alarms.create('pack-updates', { when: Date.now() + 60_000 });
  const wakeUp = makeWakeUp();
  await wakeUp(true);
  await wakeUp(false);
  await ring();
  expect(await alarms()).toEqual(['pack-updates']);
});

it('fails no check where the browser refuses it', async () => {
  vi.spyOn(fakeBrowser.alarms, 'create').mockRejectedValue(new Error('refused'));
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  await makeWakeUp()(true);
  expect(said).toHaveBeenCalledOnce();
});
