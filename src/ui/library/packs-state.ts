import { signal } from '@preact/signals';
import { askAgain, serve } from '../../messages/channel.ts';
import { pageDoor } from '../../messages/door.ts';
import type { ToUi } from '../../messages/protocol/to-ui.ts';
import { packAddress } from '../../network/pack-hosts.ts';
import { installFromFile } from '../../packs/install-file.ts';
import { PackError } from '../../packs/pack-error.ts';
import { readFileHead } from '../../packs/pack-file.ts';
import type { PackRecord, Subscription, UpdateProblem } from '../../packs/records.ts';
import { LibraryError } from '../../store/library/failure.ts';
import { allowHost } from '../../store/packs/allowed-hosts.ts';
import {
  listPacks,
  pinKey,
  putPackRecord,
  removePack,
  removeSubscription,
  setTrust,
  trustedKeys,
} from '../../store/packs/packs.ts';
import {
  addSubscription,
  changeSubscription,
  listSubscriptions,
  newSubscription,
} from '../../store/packs/subscriptions.ts';

/*
 * The packs as the library page shows them, and what its buttons do. Each change is on the disk before it is shown.
 */

/** What is known of packs. */
export interface Packs {
  readonly packs: readonly PackRecord[];
  readonly subscriptions: readonly Subscription[];
  /** Keys of signers that the user trusts, in hexadecimal. */
  readonly trusted: readonly string[];
}

/** The packs; `null` before they were read. */
export const packs = signal<Packs | null>(null);

/** Whether the database of packs cannot be read or written. */
export const arePacksUnreadable = signal(false);

async function load(): Promise<void> {
  try {
    const [all, subscriptions, trusted] = await Promise.all([listPacks(), listSubscriptions(), trustedKeys()]);
    packs.value = { packs: all, subscriptions, trusted };
    arePacksUnreadable.value = false;
  } catch (error) {
    console.error(error);
    arePacksUnreadable.value = true;
  }
}

/** Changes something, and shows what there is then. */
async function change(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error);
    arePacksUnreadable.value = true;
    return;
  }
  await load();
}

function tellChanged(): void {
  void askAgain('library-changed', {});
}

/** Reads the packs, and follows updates that the background makes. Returns the end of it. */
export function followPacks(): () => void {
  const end = new AbortController();
  serve<Pick<ToUi, 'packs'>>(
    {
      packs: () => {
        void load();
        return { ok: true, value: null };
      },
    },
    end.signal,
    pageDoor,
  );
  void load();
  return () => end.abort();
}

/** What became of a file: the pack's name, or why it was refused. `signer` is the key that it has where that has changed. */
export type FileOutcome =
  | { readonly kind: 'installed'; readonly name: string }
  | { readonly kind: 'refused'; readonly problem: UpdateProblem }
  | { readonly kind: 'key-changed'; readonly pack: string; readonly signer: string | null };

async function refused(file: Blob, error: unknown): Promise<FileOutcome> {
  console.error(error);
  if (error instanceof LibraryError) return { kind: 'refused', problem: 'storage' };
  if (!(error instanceof PackError)) return { kind: 'refused', problem: 'failed' };
  if (error.problem !== 'key-changed') return { kind: 'refused', problem: error.problem };
  const { manifest, signer } = await readFileHead(file);
  return { kind: 'key-changed', pack: manifest.pack, signer };
}

/** Installs a pack from its file. */
export async function install(file: Blob): Promise<FileOutcome> {
  try {
    const { name } = await installFromFile(file);
    tellChanged();
    await load();
    return { kind: 'installed', name };
  } catch (error) {
    return refused(file, error);
  }
}

/** Pins a pack to another key, after the user has accepted it. */
export function acceptKey(pack: string, signer: string | null): Promise<void> {
  return change(() => pinKey(pack, signer));
}

/** Looks after a subscription now. */
export function updateNow(address: string): void {
  void askAgain('update-packs', { address });
}

/** Accepts the key that a subscription's address now has, and goes on. */
export async function acceptOffered({ address, pack, offered }: Subscription): Promise<void> {
  if (pack !== null) await acceptKey(pack, offered);
  updateNow(address);
}

/** Subscribes to the pack at an address that `packAddress` accepts, after the user has confirmed its host. */
export async function subscribe(address: string, daily: boolean): Promise<void> {
  const { origin, href } = packAddress(address)!;
  await change(async () => {
    await allowHost(origin);
    await addSubscription(newSubscription(href, daily));
  });
  updateNow(href);
}

/** Switches a pack on or off. */
export async function switchPack(record: PackRecord, on: boolean): Promise<void> {
  await change(() => putPackRecord({ ...record, on }));
  tellChanged();
}

/** Removes a pack and all that is known of it. */
export async function remove(pack: string): Promise<void> {
  await change(() => removePack(pack));
  tellChanged();
}

/** Ends a subscription; what is installed stays. */
export function unsubscribe(address: string): Promise<void> {
  return change(() => removeSubscription(address));
}

/** Has a subscription looked after daily, or at the user's request alone. */
export async function switchDaily(address: string, daily: boolean): Promise<void> {
  await change(async () => void (await changeSubscription(address, { daily })));
  void askAgain('update-packs', { address: null });
}

/** Trusts a signer's key, or no longer. */
export function trust(key: string, isTrusted: boolean): Promise<void> {
  return change(() => setTrust(key, isTrusted));
}
