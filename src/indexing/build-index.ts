import type { Slice } from '../corpus/slice.ts';
import { type IndexSink, MemorySink } from '../corpus/write-index.ts';
import { type Sampling, samplingFor } from '../fingerprint/recipe.ts';
import { hanCount } from '../text/han.ts';
import { normalise } from '../text/normalise.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import { type CutEssay, cutEssays } from './cut-essays.ts';
import { IndexAssembler } from './index-assembler.ts';
import { letterFacts } from './letter-facts.ts';
import type { TagWords } from './names.ts';
import type { LineHash, Sources } from './source.ts';

/** A document of the corpus: its text with byte order mark and line ends as in the file. */
export interface Document {
  /** Its file name, or its id where it is a line of a file. */
  readonly name: string;
  readonly text: string;
  /** Given where the document is one essay whose facts are known beside its text. */
  readonly facts?: DocumentFacts;
}

/** What is known of a document beside its text; `''` for what is not. */
export interface DocumentFacts {
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly url: string;
}

/** Options of a build. */
export interface BuildOptions {
  /** How documents are cut; a document without an entry is one essay. */
  readonly sources: Sources;
  /** What is common wording; with null every letter counts the same. */
  readonly wording: WordingModel | null;
  readonly tagWords: TagWords;
  readonly lineHash: LineHash;
}

function essaysOf({ name, text, facts }: Document, { sources, lineHash }: BuildOptions): CutEssay[] {
  // A line with facts is one essay, even if a document of the same name is cut into several.
  const essays = cutEssays(name, text, facts ? undefined : sources[name], lineHash);
  if (!facts) return essays;
  // The title is given beside the text, so the whole text is the essay.
  const start = text.length - text.trimStart().length;
  const { title, author: publisher, date, url } = facts;
  return essays.map((essay) => ({
    ...essay,
    id: `${name}/1`,
    start,
    title: title || essay.title,
    publisher,
    date,
    url,
  }));
}

/** The year that a date begins with, or 0. */
function yearOf(date: string): number {
  return Number(/^\d{4}/u.exec(date)?.[0] ?? 0);
}

/** Builds an index document by document; what is kept of each is what the writer and the families need. */
export class IndexBuilder {
  private readonly assembler: IndexAssembler;
  private readonly options: BuildOptions;

  /**
   * `sampling` is what the number of all letters asks for (`samplingFor`), `documents` the number of all documents; both of the whole
   * corpus where a slice is built.
   */
  constructor(sink: IndexSink, sampling: Sampling, documents: number, options: BuildOptions) {
    // A document gives at least one essay.
    this.assembler = new IndexAssembler(sink, sampling, documents);
    this.options = options;
  }

  /** Adds the essays of a document. Throws an Error that names the document at fault and what to mend. */
  add(document: Document): void {
    for (const essay of essaysOf(document, this.options)) this.addEssay(essay, document);
  }

  private addEssay({ ordinal: _, ...essay }: CutEssay, source: Document): void {
    const { wording, tagWords } = this.options;
    const text = source.text.slice(essay.start, essay.end);
    const facts = letterFacts(text, normalise(text), wording, tagWords);
    this.assembler.addText({ ...essay, text, facts, year: essay.year || yearOf(essay.date) });
  }

  /** Writes what stands after the essays. Nothing may be added afterwards. `slice` says which part of a corpus was added. */
  finish(slice: Slice | null = null): void {
    this.assembler.finish(slice);
  }
}

/** The sampling for documents of this many letters in all; boilerplate counts, so that they need not be cut to know it. */
export function samplingOf(documents: Iterable<Document>): Sampling {
  let letters = 0;
  for (const { text } of documents) letters += hanCount(text);
  return samplingFor(letters);
}

/**
 * The bytes of an index of these documents: cuts them into essays, finds the families of variants, and measures how much each
 * letter surprises a reader who knows common wording. The same input gives the same bytes. Throws an Error that names the
 * document at fault and what to mend.
 */
export function buildIndex(documents: readonly Document[], options: BuildOptions): Uint8Array<ArrayBuffer> {
  const sink = new MemorySink();
  const builder = new IndexBuilder(sink, samplingOf(documents), documents.length, options);
  for (const document of documents) builder.add(document);
  builder.finish();
  return sink.bytes();
}
