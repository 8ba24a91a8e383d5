import type { NetworkProblem } from '../network/network-error.ts';
import type { Manifest } from './manifest.ts';
import type { PackProblem } from './pack-error.ts';

/** An installed pack, without its parts. Plain JSON. */
export interface PackRecord {
  /** The manifest's `pack`. */
  readonly id: string;
  readonly manifest: Manifest;
  /** The public key that it is signed by, in hexadecimal; null where it is not signed. Pinned: only packs of this key replace it. */
  readonly signer: string | null;
  /** Whether pages are compared with it. */
  readonly on: boolean;
  /** When this version was installed, in ms since 1970. */
  readonly installed: number;
}

/** A part of an installed pack: an index file. */
export interface StoredPart {
  readonly pack: string;
  /** Names the part, see `partKey`. */
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly ids: readonly string[];
}

/** Why an update failed: what the network, the pack or the database says; `failed` where none of them does. */
export type UpdateProblem = NetworkProblem | PackProblem | 'storage' | 'failed';

/** A download that is under way: the background may be stopped at any moment, and goes on from here. */
export interface Download {
  /** The head's bytes, and what its host calls this state of it. */
  readonly head: ArrayBuffer;
  readonly etag: string;
  readonly modified: string;
  /** Bytes that are there, and that are needed in all. */
  readonly done: number;
  readonly total: number;
}

/** A pack that is kept current from an address. */
export interface Subscription {
  /** Address of the pack's head. */
  readonly address: string;
  /** The pack that was installed from it; null before the first time. */
  readonly pack: string | null;
  /** Whether it is looked after once a day; else only when the user says so. */
  readonly daily: boolean;
  /** What the host calls the head that is installed (`ETag`, `Last-Modified`); empty where it says nothing. */
  readonly etag: string;
  readonly modified: string;
  /** When the host was last asked with success, and when it is to be asked again, in ms since 1970; 0: never, at once. */
  readonly checked: number;
  readonly next: number;
  /** Failures since the last success. */
  readonly failures: number;
  readonly problem: UpdateProblem | null;
  /** Where `problem` is `key-changed`: the key that the address now has, in hexadecimal; empty where it is not signed any more. */
  readonly offered: string | null;
  readonly download: Download | null;
}
