/** A column of 32-bit numbers that grows as values are added: 4 bytes a value, at most twice that. */
export class GrowingColumn {
  private values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** A view of the values so far; valid until the next `push`. */
  view(): Uint32Array {
    return this.values.subarray(0, this.length);
  }
}
