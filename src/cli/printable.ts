/**
 * Control characters, which a terminal interprets, and characters that change the direction of text. A line feed is one of them,
 * as it would break the line in which a name is printed.
 */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name from outside in a form safe for terminals: each unprintable character is written as `\u{…}`. */
export function printable(name: string): string {
  return name.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
