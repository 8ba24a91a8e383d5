/**
 * Control characters, which a terminal obeys, and the signs that turn the direction of writing. A line feed would break the
 * line that a name stands in.
 */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name from outside, with everything a terminal would obey written as `\u{…}`. */
export function printable(name: string): string {
  return name.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
