import { IndexError } from './format.ts';

/** Bytes that are written one after another into a buffer that grows. */
export class ByteWriter {
  private buffer = new Uint8Array(1024);
  private length = 0;

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + bytes));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  bytes(values: Uint8Array): void {
    this.room(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
  }

  /** A number of 32 bits, little-endian. */
  word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }

  /** A number from 0 to 2^32 − 1 in one to five bytes, seven bits each, the lowest first (LEB128). */
  varint(value: number): void {
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  /** All that was written, with zeros to a multiple of `alignment` bytes. */
  padded(alignment: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(Math.ceil(this.length / alignment) * alignment);
    out.set(this.buffer.subarray(0, this.length));
    return out;
  }
}

/** Reads what a ByteWriter wrote. Throws an IndexError where the bytes end too early. */
export class ByteReader {
  private at = 0;
  private readonly source: Uint8Array;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  byte(): number {
    const value = this.source[this.at++];
    if (value === undefined)
      throw new IndexError(`not a readable index: a block of ${this.source.length} bytes ends too early`);
    return value;
  }

  /** A view of the next bytes. */
  bytes(count: number): Uint8Array {
    if (this.at + count > this.source.length)
      throw new IndexError(`not a readable index: a block of ${this.source.length} bytes ends too early`);
    this.at += count;
    return this.source.subarray(this.at - count, this.at);
  }

  word(): number {
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value >>> 0;
  }
}
