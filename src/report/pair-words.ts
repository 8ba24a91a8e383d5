import type { ChangesEvidence, DirectionEvidence, FilePair } from '../comparison/pair-evidence.ts';
import type { Words } from '../locale/words.ts';
import { essayName } from './essay-name.ts';

/** The names of a pair, the one whose text was taken first where the text tells it. */
export function pairNames({ a, b, from }: FilePair, words: Words): string {
  if (from === null) return words.say('pairBoth', a, b);
  return from === 'a' ? words.say('pairFrom', a, b) : words.say('pairFrom', b, a);
}

/** How many of the changes that each file of a pair makes to a known essay stand in the other too. */
export function changesWords({ a, b }: FilePair, { counts, title, letters }: ChangesEvidence, words: Words): string {
  const { common } = counts;
  const part = (own: number) => words.say('pairPart', words.number(common), words.number(common + own));
  const essay = essayName({ title, heading: '' });
  return words.say(
    'pairChanges',
    essay,
    words.count('letters', letters),
    a,
    part(counts['only-a']),
    b,
    part(counts['only-b']),
  );
}

/** Why the text of one file was taken by the other, and by way of which files. */
function toldWords({ bits, through }: DirectionEvidence, words: Words): string {
  const likelier = words.say('pairDirection', words.number(Math.round(2 ** Math.min(bits, 20))));
  return through.length === 0 ? likelier : `${likelier} ${words.say('pairThrough', words.list(through))}`;
}

/** Whose text was taken, with what tells it; or that the text does not tell it. */
export function directionWords({ evidence }: FilePair, words: Words): string {
  const direction = evidence.find((one) => one.kind === 'direction');
  return direction ? toldWords(direction, words) : words.say('pairNoDirection');
}
