import { allowedHosts } from '../store/packs/allowed-hosts.ts';
import { fetchLimited, type LimitedAnswer, type LimitedAsk } from './fetch-limited.ts';
import { NetworkError } from './network-error.ts';

/** What never leaves the device may be asked without encryption: a pack can be tried out before it is published. */
const THIS_DEVICE = ['localhost', '127.0.0.1', '[::1]'];

/** An address that packs may come from: https, or http of this very device; without a name and password in it. Null for others. */
export function packAddress(written: string): URL | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && THIS_DEVICE.includes(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/**
 * Fetches a file of a pack. The address must be one that `packAddress` accepts, and its host must stand in the stored list of
 * hosts that the user has allowed. Rejects with a NetworkError.
 */
export async function fetchFromPackHost(address: string, ask: LimitedAsk): Promise<LimitedAnswer> {
  const url = packAddress(address);
  if (!url) throw new NetworkError('bad-address', `${address} is no https address of a pack`);
  if (!(await allowedHosts()).includes(url.origin))
    throw new NetworkError('not-allowed', `the host ${url.host} is not allowed: add its pack on the library page`);
  return fetchLimited(url.href, ask);
}
