import { InputError } from './input-error.ts';

/*
 * The list of files in a zip archive (PKWARE's APPNOTE.TXT 6.3, sections 4.3 and 4.4). fflate's own reader trusts what the list
 * says of sizes, does not tell encrypted files and reads Chinese names as Latin; so the list is read here, and fflate inflates.
 */

/** One file in an archive. Sizes are bytes, as the archive states them. */
export interface ZipEntry {
  /** As the archive has it: folders are parted by `/`, and it may try to leave the archive by `..`. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Most bytes of the comment after the end record, which is otherwise at the end of the file. */
const MOST_COMMENT = 0xffff;

/**
 * Most files of an archive: more than a person has essays. A list of millions of empty files would take memory before anything is
 * unpacked.
 */
const MOST_ENTRIES = 20_000;

const ZIP64_EXTRA = 1;
const IN_ZIP64 = 0xffffffff;

const damaged = (): InputError =>
  new InputError(
    'damaged',
    'is a damaged or incomplete archive: its list of files cannot be read; copy or save it again',
  );

function endRecord(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw damaged();
}

/** Names are UTF-8 where the archive or the bytes say so; archives made in China have them in GBK, which nothing states. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The numbers of an entry that are too large for 32 bits, in the order of the standard; some writers put small ones there, too. */
function zip64Numbers(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64_EXTRA) continue;
    const count = Math.min(3, view.getUint16(at + 2, true) >> 3);
    return Array.from({ length: count }, (_, i) => Number(view.getBigUint64(at + 4 + 8 * i, true)));
  }
  return [];
}

function entryAt(view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged();
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const wide = zip64Numbers(view, nameEnd, extraEnd);
  const number = (offset: number): number => {
    const value = view.getUint32(at + offset, true);
    return value === IN_ZIP64 ? (wide.shift() ?? value) : value;
  };
  const name = decodeName(new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameEnd - at - ENTRY_BYTES));
  const unpackedBytes = number(24);
  const entry = {
    name,
    isFolder: name.endsWith('/'),
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    unpackedBytes,
    packedBytes: number(20),
    offset: number(42),
  };
  return { entry, next: extraEnd + view.getUint16(at + 32, true) };
}

function entriesOf(view: DataView): ZipEntry[] {
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) {
    throw new InputError('too-large', `is an archive of ${count} files, the limit is ${MOST_ENTRIES}; split it`);
  }
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    const { entry, next } = entryAt(view, at);
    entries.push(entry);
    at = next;
  }
  return entries;
}

/**
 * The files of a zip archive in the order of its list. Nothing is unpacked.
 * @throws InputError where the list cannot be read or is too long
 */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] {
  try {
    return entriesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // A place beyond the end of the file.
    throw error instanceof RangeError ? damaged() : error;
  }
}
