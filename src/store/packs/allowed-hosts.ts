import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { exclusive } from '../exclusive.ts';

const item = storage.defineItem<unknown>('local:pack-hosts', { fallback: [] });

const Origins = v.fallback(v.array(v.pipe(v.string(), v.maxLength(300))), []);

/** The origins, such as `https://packs.example`, whose packs the user has subscribed to. No pack is fetched from any other. */
export async function allowedHosts(): Promise<readonly string[]> {
  return v.parse(Origins, await item.getValue());
}

function changeHosts(change: (origins: readonly string[]) => readonly string[]): Promise<void> {
  return exclusive('pack hosts', async () => item.setValue(change(await allowedHosts())));
}

/** Allows an origin, after the user has said so. */
export function allowHost(origin: string): Promise<void> {
  return changeHosts((origins) => [...new Set([...origins, origin])]);
}

/** Allows none but these of the origins that are allowed. */
export function keepHosts(wanted: readonly string[]): Promise<void> {
  return changeHosts((origins) => origins.filter((origin) => wanted.includes(origin)));
}
