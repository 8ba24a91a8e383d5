import { CHANCE_STEPS, informationOf, type SentenceColumns, type Sentences } from './sentences.ts';

function letterInformation({ listStarts, letters }: SentenceColumns, count: number): Float32Array {
  return Float32Array.from(letters, (_, place) => informationOf(listStarts[place + 1]! - listStarts[place]!, count));
}

function sentenceInformation(columns: SentenceColumns, ofLetter: Float32Array, count: number): Float32Array {
  const information = new Float32Array(count);
  ofLetter.forEach((nats, place) => {
    for (let entry = columns.listStarts[place]!; entry < columns.listStarts[place + 1]!; entry++) {
      information[columns.listSentences[entry]!]! += nats * columns.listCounts[entry]!;
    }
  });
  return information;
}

function meanOf(chances: Uint8Array): number {
  let sum = 0;
  for (const chance of chances) sum += chance;
  return chances.length === 0 ? 0 : sum / chances.length / CHANCE_STEPS;
}

/** Sentence columns with what follows from them. The columns must be whole: `readSentences` checks those of a file. */
export function openSentences(columns: SentenceColumns): Sentences {
  const count = columns.starts.length - 1;
  const ofLetter = letterInformation(columns, count);
  return {
    ...columns,
    count,
    places: new Map(Array.from(columns.letters, (letter, place) => [letter, place])),
    letterInformation: ofLetter,
    unknownInformation: informationOf(0, count),
    information: sentenceInformation(columns, ofLetter, count),
    meanChance: meanOf(columns.chances),
  };
}
