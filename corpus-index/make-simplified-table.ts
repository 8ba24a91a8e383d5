import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js';

const isHan = (unit: string) => /\p{Script=Han}/u.test(unit);
const isOneUnit = (text: string) => text.length === 1 && isHan(text);

// Each converter ends in the mainland standard. Those from Taiwan's and Hong Kong's standards convert variants that the plain one
// leaves unchanged.
const toSimplified = (['t', 'hk', 'tw'] as const).map((from) => Converter({ from, to: 'cn' }));

function folded(unit: string): string {
  const start = unit.normalize('NFKC');
  const converted = toSimplified.map((convert) => convert(start)).find((text) => text !== start && isOneUnit(text));
  return converted ?? (isOneUnit(start) ? start : unit);
}

/**
 * Folds repeatedly until nothing changes, so that folding is idempotent. A cycle of variants ends before its first letter recurs.
 */
function settled(unit: string): string {
  const seen = [unit];
  for (let next = folded(unit); !seen.includes(next); next = folded(next)) seen.push(next);
  return seen.at(-1) as string;
}

/**
 * The source text of `src/text/simplified-table.ts`: every Han letter of the basic plane that folds to another one (traditional
 * forms, regional variants, compatibility forms, radicals), and the letters that these fold to, by OpenCC's tables.
 */
export function simplifiedTableSource(): string {
  let from = '';
  let to = '';
  for (let code = 0x2e80; code < 0xfb00; code++) {
    const unit = String.fromCharCode(code);
    if (!isHan(unit) || settled(unit) === unit) continue;
    from += unit;
    to += settled(unit);
  }
  const escaped = (text: string) => text.replace(/[\uF900-\uFAFF]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  return `// Made by \`node corpus-index/make-simplified-table.ts\` from the tables of OpenCC (Apache-2.0). Do not edit: a test makes it anew and compares.

/** Han letters that fold to another one. */
export const FOLDED_FROM =
  '${escaped(from)}';

/** What the letter at the same place of \`FOLDED_FROM\` folds to. */
export const FOLDED_TO =
  '${to}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../src/text/simplified-table.ts', import.meta.url), simplifiedTableSource());
}
